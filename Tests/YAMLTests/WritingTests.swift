import JSON
import TestSupport
import Testing

@testable import YAML

/// What is written is what sigs.k8s.io/yaml writes, byte by byte, and reads as the value that it was.
@Suite(.timeLimit(.minutes(5))) struct WritingTests {
    @Test func scalarsAreWrittenAsKubernetesWritesThem() async throws {
        let strings = ScalarCorpus.plain + ScalarCorpus.quoted + ScalarCorpus.tagged + DocumentCorpus.mappings
        try await expectAgreement(strings.map { .string($0) })
        try await expectAgreement(strings.map { ["a": .string($0), "b": [.string($0), .object([$0: 1])]] })
        try await expectAgreement(strings.map { .object([$0: .string($0)]) })
        try await expectAgreement(strings.map { .string("long " + String(repeating: $0 + " ", count: 30)) })
    }

    @Test func documentsAreWrittenAsKubernetesWritesThem() async throws {
        let texts = DocumentCorpus.mappings + DocumentCorpus.others
        try await expectAgreement(texts.flatMap { ((try? YAML.documents(Array($0.utf8))) ?? []).map(\.value) })
    }

    @Test(arguments: [
        "0", "-0", "1", "-1", "0.5", "1.0", "1.10", "1e3", "1e5", "1e6", "1E+21", "1e21", "1e-7", "0.00001", "123456789",
        "1234567.5",
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551615", "18446744073709551616",
        "12345678901234567890123", "1e400", "-1e400", "1e-400", "5e-324", "1.7976931348623157e308", "0.1", "100000", "1000000",
        "-0.0",
    ])
    func numbersAreWrittenAsKubernetesWritesThem(text: String) async throws {
        try await expectAgreement([JSONValue(parsing: text), ["a": JSONValue(parsing: text)]])
    }

    @Test(arguments: [UInt64(51), 52, 53])
    func generatedValuesAreWrittenAsKubernetesWritesThem(seed: UInt64) async throws {
        var generator = ValueGenerator(seed: seed)
        try await expectAgreement((0..<2000).map { _ in generator.next() }, "seed \(seed): ")
    }

    @Test(arguments: [UInt64(61), 62])
    func whatIsWrittenReadsAsItWas(seed: UInt64) throws {
        var generator = ValueGenerator(seed: seed)
        for _ in 0..<2000 {
            let value = generator.next()
            let text = YAML.text(value)
            guard let documents = try? YAML.documents(Array(text.utf8)), let read = documents.first?.value else { continue }
            #expect(read.text(.sorted) == value.withNearestNumbers.text(.sorted), "seed \(seed)")
        }
    }

    /// Whether the value has an object whose keys have an order in go-yaml: 9 comes before 10, 10 before 1a, and 1a before 9.
    private static func hasOrder(_ value: JSONValue) -> Bool {
        switch value {
        case .array(let elements): return elements.allSatisfy(hasOrder)
        case .object(let members):
            let keys = members.map { NaturalOrder($0.key) }.sorted { $0.precedes($1) }
            let isOrdered = keys.indices.allSatisfy { place in keys[(place + 1)...].allSatisfy(keys[place].precedes) }
            return isOrdered && members.allSatisfy { hasOrder($0.value) }
        default: return true
        }
    }

    private func expectAgreement(_ values: [JSONValue], _ note: String = "") async throws {
        let theirs = try await YAMLOracle.shared().texts(of: values)
        var differences: [String] = []
        for (value, theirs) in zip(values, theirs) {
            // Go reads its own JSON as YAML on the way, which has no control characters beyond those of JSON; we write it.
            // For the same reason it loses U+0085, which JSON has as it is and YAML folds to a space.
            guard case .success(let theirs) = theirs, !value.text().unicodeScalars.contains("\u{85}") else { continue }
            let ours = Array(YAML.text(value).utf8)
            guard ours != theirs, Self.hasOrder(value) else { continue }
            let shown = [ours, theirs].map { String(decoding: $0, as: UTF8.self).debugDescription }
            differences.append("\(value.text())\n  ours:   \(shown[0])\n  theirs: \(shown[1])")
        }
        if !differences.isEmpty {
            Issue.record(
                "\(note)\(differences.count) of \(values.count) differ:\n\(differences.prefix(10).joined(separator: "\n"))")
        }
    }
}
