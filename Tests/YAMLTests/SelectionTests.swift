import JSON
import Testing

@testable import YAML

@Suite struct SelectionTests {
    private func read(_ text: String, _ choose: @escaping (String, [String]) -> Bool) throws -> JSONValue? {
        try YAML.document(Array(text.utf8), limits: .default, selecting: YAMLSelection(choose))
    }

    @Test func onlyWhatIsChosenIsKept() throws {
        let text = "a: {b: [1, {c: 2, d: 3}], e: 4}\nf: [x, [y], {c: z}]\ng: *none\n"
        let kept = try read(text.replacing("*none", with: "h")) { key, _ in !["d", "e", "f"].contains(key) }
        #expect(kept == ["a": ["b": [1, ["c": 2]]], "g": "h"])
    }

    @Test func aMemberIsChosenByTheKeysThatLeadToIt() throws {
        var asked: [String] = []
        let kept = try read("a:\n  b:\n  - c: 1\n  - - c: 2\n  x: {c: 3}\n") { key, path in
            asked.append((path + [key]).joined(separator: "."))
            return key != "x"
        }
        #expect(kept == ["a": ["b": [["c": 1], [["c": 2]]]]])
        #expect(asked == ["a", "a.b", "a.b.c", "a.b.c", "a.x"])
    }

    @Test func whatIsLeftOutMustStillBeYAML() {
        #expect(throws: YAMLError.self) { try read("a: [1, 2\nb: 3\n") { key, _ in key == "b" } }
        #expect(throws: YAMLError.self) { try read("a: {x: &x 1}\nb: *x\n") { key, _ in key == "b" } }
    }

    @Test func whatIsLeftOutMayBeAsDeepAsWhatIsKept() throws {
        let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
        #expect(try read("a: \(deep)\nb: 1\n") { key, _ in key == "b" } == ["b": 1])
        let deeper = String(repeating: "[", count: 100_000)
        #expect(throws: YAMLError.self) { try read("a: \(deeper)\nb: 1\n") { key, _ in key == "b" } }
        #expect(try read("") { _, _ in true } == nil)
        #expect(try read("1") { _, _ in true } == 1)
    }
}
