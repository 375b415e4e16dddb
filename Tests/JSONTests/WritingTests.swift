import JSON
import Testing

/// What is written: as short as RFC 8259 allows, in UTF-8, escaped only where that is needed.
@Suite struct WritingTests {
    @Test(
        arguments: [
            (nil, "null"), (true, "true"), (false, "false"), (0, "0"), (-1, "-1"), (.integer(.max), "9223372036854775807"),
            (.integer(.min), "-9223372036854775808"), ("", #""""#), ("a", #""a""#), ([], "[]"), ([:], "{}"),
            ([1, [2, []], [:]], "[1,[2,[]],{}]"),
            (["b": 1, "a": ["c": nil]], #"{"b":1,"a":{"c":null}}"#), ("\"\\/", #""\"\\/""#), ("\n\r\t", #""\n\r\t""#),
            ("\0\u{1}\u{8}\u{c}\u{1f}", #""\u0000\u0001\u0008\u000c\u001f""#), ("\u{7f}é日😀", "\"\u{7f}é日😀\""),
            ("<&>\u{2028}\u{2029}", "\"<&>\u{2028}\u{2029}\""),
            ("a text that is longer than a word\n\"and\" more", #""a text that is longer than a word\n\"and\" more""#),
            ("0123456\n", #""0123456\n""#), ("01234567\"", #""01234567\"""#),
        ] as [(JSONValue, String)])
    func writesCompactly(value: JSONValue, text: String) throws {
        #expect(value.text() == text)
        #expect(try JSONValue(parsing: text) == value)
    }

    /// Blocks of 16 bytes are looked at together; what must be escaped may lie anywhere in them.
    @Test(arguments: 0..<70) func escapesWhereverItStands(length: Int) throws {
        let plain = String(repeating: "abcdefghij", count: 7).prefix(length)
        for (character, escape) in [
            ("\"", #"\""#), ("\\", #"\\"#), ("\n", #"\n"#), ("\0", #"\u0000"#), ("é", "é"), ("\u{7f}", "\u{7f}"),
        ] {
            for place in 0...length {
                let (head, tail) = (plain.prefix(place), plain.dropFirst(place))
                let value = JSONValue.string(head + character + tail)
                #expect(value.text() == "\"\(head)\(escape)\(tail)\"")
                #expect(try JSONValue(parsing: value.text()) == value)
            }
        }
        #expect(JSONValue.string(String(plain)).text() == "\"\(plain)\"")
        let quotes = String(repeating: "\"", count: length)
        #expect(JSONValue.string(quotes).text() == "\"\(String(repeating: #"\""#, count: length))\"")
    }

    @Test func escapesWhatHTMLWouldReadIfAsked() {
        let value: JSONValue = ["<&>": "a<b\u{2028}\u{2029}\u{2027}&é"]
        #expect(
            value.text(JSONStyle(escapesHTML: true)) == #"{"\u003c\u0026\u003e":"a\u003cb\u2028\u2029"# + "\u{2027}"
                + #"\u0026é"}"#)
    }

    @Test func ordersMembersByTheBytesOfTheirKeysIfAsked() {
        let value: JSONValue = ["b": 1, "a": ["z": 1, "y": 2], "é": 2, "B": 3, "aa": 4, "": 5, "😀": 6, "\u{ffff}": 7]
        #expect(value.text(.sorted) == "{\"\":5,\"B\":3,\"a\":{\"y\":2,\"z\":1},\"aa\":4,\"b\":1,\"é\":2,\"\u{ffff}\":7,\"😀\":6}")
    }

    @Test func laysOutForPeopleIfAsked() {
        let value: JSONValue = ["a": [1, ["b": nil]], "c": [], "d": [:]]
        let text = "{\n  \"a\": [\n    1,\n    {\n      \"b\": null\n    }\n  ],\n  \"c\": [],\n  \"d\": {}\n}"
        #expect(value.text(.pretty()) == text)
        #expect(value.text(.pretty(indentation: 0)) == text.replacing(" ", with: "").replacing(":", with: ": "))
    }

    @Test(arguments: [
        "1.0", "1.10", "1e5", "1E+05", "-0", "-0.0", "1e400", "123456789012345678901234567890",
        "0.1000000000000000055511151231257827",
    ])
    func leavesTheTextOfNumbers(text: String) throws {
        for style in [JSONStyle.compact, .sorted] { #expect(try JSONValue(parsing: "[\(text)]").text(style) == "[\(text)]") }
    }

    @Test(
        arguments: [
            (1.5, "1.5"), (100, "100"), (1e20, "100000000000000000000"), (1e21, "1e+21"), (1e-6, "0.000001"), (1e-7, "1e-7"),
            (-0.0, "-0"),
            (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
            (0.1 + 0.2, "0.30000000000000004"),
        ] as [(Double, String)])
    func writesDoublesAsGoDoes(double: Double, text: String) {
        #expect(JSONNumber(double)?.text == text)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity]) func hasNoNumberForWhatIsNone(double: Double) {
        #expect(JSONNumber(double) == nil)
    }

    @Test(arguments: ["", "-", "+1", "01", "1.", ".5", "1e", "0x1", " 1", "1 ", "NaN", "1a"]) func numbersFollowTheStandard(
        text: String
    ) {
        #expect(JSONNumber(text: text) == nil)
    }
}
