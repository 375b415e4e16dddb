import JSON
import Testing
import YAML

/// Texts that are small and mean much, or are deep, or large, end with an error at their place, soon and within bounds.
@Suite struct LimitTests {
    /// Nine mappings, each with nine aliases of the one before: a billion nodes.
    private static let laughs = (0..<9).map { level in
        let elements = Array(repeating: level == 0 ? "lol" : "*l\(level - 1)", count: 9).joined(separator: ", ")
        return "l\(level): &l\(level) [\(elements)]\n"
    }.joined()

    @Test func aliasesThatExpandTooFarAreRefused() {
        expect(Self.laughs, .excessiveAliasing, line: 4)
    }

    @Test func aliasesOfLongTextsAreRefused() {
        let text = "a: &a \"\(String(repeating: "x", count: 1 << 16))\"\nb:\n" + String(repeating: "- *a\n", count: 300)
        expect(text, .excessiveAliasing, line: 259)
        #expect(throws: Never.self) { try YAML.document(Array(text.utf8), limits: YAMLLimits(maximumAliasBytes: 1 << 30)) }
    }

    @Test func aliasNodesAreBounded() {
        expect("a: &a [1, 2]\nb: *a\nc: *a\n", .excessiveAliasing, line: 3, limits: YAMLLimits(maximumAliasNodes: 5))
    }

    @Test(arguments: ["[", "- ", "{a: ", "? "])
    func depthIsBounded(opening: String) {
        let deep = String(repeating: opening, count: 512)
        let text = opening.hasPrefix("[") || opening.hasPrefix("{") ? opening + deep : deep + opening + "x"
        let error = #expect(throws: YAMLError.self) { try YAML.documents(Array(text.utf8)) }
        #expect(error?.reason == .tooDeep(limit: 512) || error?.reason == .invalidKey("a mapping"))
        let million = String(repeating: opening, count: 1_000_000)
        #expect(throws: YAMLError.self) { try YAML.documents(Array(million.utf8)) }
    }

    @Test func whatIsAsDeepAsAllowedIsRead() throws {
        let text = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(try YAML.document(Array(text.utf8)).value.arrayValue?.count == 1)
    }

    @Test func aliasesCountAsDeepAsWhatTheyName() {
        let text = "a: &a [[[1]]]\nb: [*a]\n"
        expect(text, .tooDeep(limit: 4), line: 2, limits: YAMLLimits(maximumDepth: 4))
        #expect(throws: Never.self) { try YAML.document(Array(text.utf8), limits: YAMLLimits(maximumDepth: 5)) }
    }

    @Test func sizeIsBounded() {
        expect("a: 1234567\n", .tooLarge(limit: 10), line: 1, limits: YAMLLimits(maximumBytes: 10))
        #expect(throws: Never.self) { try YAML.document(Array("a: 123456\n".utf8), limits: YAMLLimits(maximumBytes: 10)) }
    }

    private func expect(_ text: String, _ reason: YAMLError.Reason, line: Int, limits: YAMLLimits = .default) {
        let error = #expect(throws: YAMLError.self) { try YAML.documents(Array(text.utf8), limits: limits) }
        #expect(error?.reason == reason)
        #expect(error?.line == line)
    }
}
