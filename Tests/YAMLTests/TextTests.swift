import JSON
import TestSupport
import Testing

@testable import YAML

/// The JSON text that is written without values is that of the values, and what is refused is refused alike.
@Suite struct TextTests {
    @Test func textsOfTheCorpusAreThoseOfTheValues() {
        for text in DocumentCorpus.mappings + DocumentCorpus.others { expectAgreement(Array(text.utf8)) }
    }

    @Test(arguments: [
        "a: X\nb: 1\n", "- X\n- 1\n", "X: 1\nb: 2\n", "[X, X]\n", "{a: X, b: 1}\n", "{X: 1}\n", "X\n", "a: X # note\n", "X: X",
        "- X: X\n",
    ])
    func textsOfScalarsAreThoseOfTheValues(template: String) {
        for scalar in ScalarCorpus.plain + ScalarCorpus.quoted + ScalarCorpus.tagged {
            expectAgreement(Array(template.replacing("X", with: scalar).utf8))
        }
    }

    @Test(arguments: [UInt64(51), 52])
    func textsOfGeneratedManifestsAreThoseOfTheValues(seed: UInt64) {
        var generator = ManifestGenerator(seed: seed)
        for _ in 0..<5000 {
            expectAgreement(Array(generator.next().utf8))
            expectAgreement(Array(generator.broken().utf8))
        }
    }

    @Test(arguments: [UInt64(61), 62, 63])
    func textsOfUsualManifestsAreThoseOfTheValues(seed: UInt64) {
        var generator = UsualManifestGenerator(seed: seed)
        let texts = (0..<10_000).map { _ in generator.next() }
        for text in texts { expectAgreement(text) }
        let plain = texts.count { isPlain($0) }
        #expect(plain > texts.count / 3 && plain < texts.count, "\(plain) texts say nothing")
    }

    @Test(arguments: [
        "a: 1\nb: 2\na: 3\n", "a: 1\n'a': 3\n", "\"a\\\"\": 1\n'a\"': 2\n", "\"a\\\\\": 1\na\\: 2\n", "'it''s': 1\nit's: 2\n",
        "\"\\t\": 1\n'\t': 2\n",
        "a: {b: 1, c: 2, b: 3}\n", "a: {b: 1, 'b': 2}\n", "- a: 1\n  a: 2\n", "a:\n- b: {c: 1}\n  d: 2\n  b: 3\n",
        "a:\n  b: 1\na:\n  c: 1\n",
        "a: {}\nb: {a: {}}\na: 1\n", "é: 1\n\"é\": 2\n", "longer than eight bytes: 1\n'longer than eight bytes': 2\n",
    ])
    func aKeyThatIsThereTwiceIsRefused(text: String) {
        #expect(throws: YAMLError.self) { try YAML.texts(Array(text.utf8)) }
        expectAgreement(Array(text.utf8))
    }

    @Test(arguments: [
        "a: 1\nb: {a: 1, b: {a: 1}}\nc:\n  a: 1\n", "- a: 1\n- a: 1\n", "a: 1\n---\na: 1\n", "é: 1\ne\u{301}: 2\n",
        "a: 1\nab: 2\nabc: 3\n'': 4\n",
        "12345678: 1\n", "k-12345678: 1\nk-12345679: 2\nj-12345678: 3\nk-1234567: 4\n", "a\\: 1\n\"a\": 2\n'\"a\"': 3\n",
        "first-8-a-middle-last--8: 1\nfirst-8-b-middle-last--8: 2\n",
    ])
    func keysThatDifferAreTaken(text: String) { expectAgreement(Array(text.utf8)) }

    @Test(arguments: [127, 128, 129, 130, 10_000])
    func largeMappingsAreRead(count: Int) throws {
        let lines = (0..<count).map { "  key-of-a-mapping-\($0): {value: \($0)}\n" }
        let text = "a:\n" + lines.joined() + "b:\n" + lines.joined()
        let read = try YAML.texts(Array(text.utf8))
        #expect(read.map(\.value.bytes) == [try YAML.document(Array(text.utf8)).value.serialized()[...]])
        for place in Set([0, count / 2, count - 1]) {
            let twice = "a:\n" + lines.joined() + lines[place] + "b: 1\n"
            let error = #expect(throws: YAMLError.self) { try YAML.texts(Array(twice.utf8)) }
            #expect(error?.reason == .duplicateKey("key-of-a-mapping-\(place)"))
        }
    }

    @Test func documentsHaveTheLinesOnWhichTheyBegin() throws {
        let text = "\n# note\n---\n\na: 1\n---\n---\n# nothing\n---\n- b\n---\nc: |\n  x\n\n---\nd: 'e'"
        let texts = try YAML.texts(Array(text.utf8))
        #expect(texts.map(\.value.description) == [#"{"a":1}"#, #"["b"]"#, #"{"c":"x\n"}"#, #"{"d":"e"}"#])
        #expect(texts.map(\.line) == [5, 10, 12, 16])
        #expect(try YAML.texts([]).isEmpty)
        #expect(try YAML.texts(Array("---\n# nothing\n".utf8)).isEmpty)
    }

    @Test func limitsHold() {
        let text = Array("a: {b: [c, {d: 1}]}\n".utf8)
        for depth in 0..<6 { expectAgreement(text, limits: YAMLLimits(maximumDepth: depth)) }
        for depth in [127, 128, 129, 511, 512, 513] {
            expectAgreement(
                [UInt8](repeating: UInt8(ascii: "["), count: depth) + [UInt8](repeating: UInt8(ascii: "]"), count: depth))
            expectAgreement(Array(("a: " + String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8))
            expectAgreement(Array((0..<depth).map { String(repeating: " ", count: $0) + "a:\n" }.joined().utf8))
        }
        for bytes in [0, text.count - 1, text.count] { expectAgreement(text, limits: YAMLLimits(maximumBytes: bytes)) }
    }

    private func expectAgreement(_ text: [UInt8], limits: YAMLLimits = .default) {
        // With places, libyaml reads every text.
        let composed = Result { () throws(YAMLError) in
            try YAML.documents(text, limits: limits, locating: true).map { Document($0.line, $0.value.serialized()) }
        }
        let values = Result { () throws(YAMLError) in
            try YAML.documents(text, limits: limits).map { Document($0.line, $0.value.serialized()) }
        }
        let texts = Result { () throws(YAMLError) in
            try YAML.texts(text, limits: limits).map { Document($0.line, Array($0.value.bytes)) }
        }
        #expect(values == composed, "\(String(decoding: text, as: UTF8.self))")
        #expect(texts == values, "\(String(decoding: text, as: UTF8.self))")
    }

    /// Whether a text is read without libyaml.
    private func isPlain(_ text: [UInt8]) -> Bool {
        text.withUnsafeBufferPointer {
            guard let text = PlainText($0) else { return false }
            var reader = PlainReader(text, maximumDepth: 128, builder: TextBuilder(for: $0.count))
            return (try? reader.readDocuments()) != nil
        }
    }

    private struct Document: Equatable, CustomStringConvertible {
        let line: Int
        let text: [UInt8]

        init(_ line: Int, _ text: [UInt8]) {
            self.line = line
            self.text = text
        }

        var description: String { "\(line): " + String(decoding: text, as: UTF8.self) }
    }
}
