import JSON
import Testing

/// RFC 6901: its own examples, and what it says of escapes and of positions.
@Suite struct PointerTests {
    private static let document: JSONValue = [
        "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8,
    ]

    @Test(
        arguments: [
            ("", document), ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/foo/1", "baz"), ("/", 0), ("/a~1b", 1), ("/c%d", 2),
            ("/e^f", 3), ("/g|h", 4), ("/i\\j", 5), ("/k\"l", 6), ("/ ", 7), ("/m~0n", 8),
        ] as [(String, JSONValue)])
    func leadsWhereTheStandardSays(text: String, value: JSONValue) throws {
        let pointer = try JSONPointer(parsing: text)
        #expect(pointer.evaluate(on: Self.document) == value)
        #expect(pointer.description == text)
        #expect(try JSONPointer(parsing: pointer.description) == pointer)
    }

    @Test(arguments: [
        "/foo/2", "/foo/-", "/foo/00", "/foo/01", "/foo/+1", "/foo/-1", "/foo/1e0", "/foo/ 1", "/foo/", "/foo/x", "/foo/0/0",
        "/none", "/foo/bar",
        "/foo/99999999999999999999", "/a/b", "//", "/a~0b", "/foo/\u{0661}",
    ])
    func leadsNowhere(text: String) throws {
        #expect(try JSONPointer(parsing: text).evaluate(on: Self.document) == nil)
    }

    @Test(
        arguments: [
            ("/a~1b/m~0n", ["a/b", "m~n"]), ("/~01", ["~1"]), ("/~10", ["/0"]), ("/~0~1", ["~/"]), ("//", ["", ""]),
            ("/é/😀", ["é", "😀"]),
            ("/a//b/", ["a", "", "b", ""]),
        ] as [(String, [String])])
    func resolvesEscapesOnce(text: String, tokens: [String]) throws {
        #expect(try JSONPointer(parsing: text).tokens == tokens)
        #expect(JSONPointer(tokens).description == text)
    }

    @Test(arguments: ["a", "a/b", " /a", "#/a", "~0"])
    func beginsWithASlash(text: String) {
        let error = #expect(throws: JSONPointer.SyntaxError.self) { try JSONPointer(parsing: text) }
        #expect(error == .noSlashAtStart(text))
        #expect(error?.description == "JSON pointer \"\(text)\": expected \"/\" at the beginning")
    }

    @Test(arguments: ["/~", "/a~", "/~2", "/a~b", "/~~0", "/a/~x/b"])
    func hasNoOtherEscapes(text: String) {
        let error = #expect(throws: JSONPointer.SyntaxError.self) { try JSONPointer(parsing: text) }
        #expect(error == .invalidEscape(text))
    }

    @Test func isMadeStepByStep() {
        let pointer = JSONPointer().appending("spec").appending(3).appending("a/b")
        #expect(pointer.description == "/spec/3/a~1b")
        #expect(pointer.parent?.description == "/spec/3")
        #expect(JSONPointer().parent == nil)
    }
}
