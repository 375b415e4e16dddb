import JSON
import TestSupport
import Testing
import YAML

/// Random texts: those by the grammar mean what they mean to Kubernetes, and no text makes reading fail badly.
@Suite(.timeLimit(.minutes(5))) struct ReadingPropertyTests {
    @Test(arguments: [UInt64(21), 22, 23])
    func generatedManifestsMeanWhatKubernetesMakesOfThem(seed: UInt64) async throws {
        var generator = ManifestGenerator(seed: seed)
        let texts = (0..<2000).map { _ in generator.next() }
        try await expectAgreement(texts, seed)
        let taken = texts.count { (try? YAML.documents(Array($0.utf8))) != nil }
        #expect(taken > texts.count / 3, "too few of the texts are YAML to show anything")
    }

    @Test(arguments: [UInt64(31), 32])
    func brokenManifestsMeanWhatKubernetesMakesOfThem(seed: UInt64) async throws {
        var generator = ManifestGenerator(seed: seed)
        try await expectAgreement((0..<2000).map { _ in generator.broken() }, seed)
    }

    @Test func noBytesMakeReadingFailBadly() {
        var random = SeededGenerator(seed: 41)
        var generator = ManifestGenerator(seed: 42)
        for _ in 0..<5000 {
            var bytes =
                random.once(in: 2) ? Array(generator.next().utf8) : (0..<random.below(200)).map { _ in UInt8(random.below(256)) }
            for _ in 0..<random.below(6) where !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
            do {
                for document in try YAML.documents(bytes, locating: true) {
                    #expect(document.location(of: JSONPointer([])) != nil)
                    // Whatever was read can be written and read again, if JSON's text for it can be YAML at all.
                    _ = YAML.text(document.value)
                }
            } catch {
                #expect(error.line > 0 && error.column > 0, "\(bytes)")
            }
        }
    }

    private func expectAgreement(_ texts: [String], _ seed: UInt64) async throws {
        let differences = try await ReadingDifference.unintended(texts.map { Array($0.utf8) })
        if !differences.isEmpty {
            let shown = differences.prefix(10).map(\.description).joined(separator: "\n")
            Issue.record("seed \(seed): \(differences.count) of \(texts.count) differ:\n\(shown)")
        }
    }
}
