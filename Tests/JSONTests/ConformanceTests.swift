import JSON
import Testing

/// RFC 8259, text by text: what must be read, and what must be refused and where.
@Suite struct ConformanceTests {
    @Test(
        arguments: [
            ("null", nil), ("true", true), ("false", false), (" \t\r\n1\n ", 1), ("0", 0), ("-1", -1),
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("1234567890123456789", 1_234_567_890_123_456_789), ("123456789012345678", 123_456_789_012_345_678),
            ("\"\"", ""), ("\"a\"", "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u0000""#, "\0"),
            (#""\u00e9\u00E9""#, "éé"), (#""\ud83d\ude00""#, "😀"), (#""\uD834\uDD1E""#, "𝄞"), ("\"😀é€\"", "😀é€"),
            ("\"\u{7f}\u{2028}\"", "\u{7f}\u{2028}"),
            ("\"a long string, longer than words\"", "a long string, longer than words"),
            ("[]", []), ("[ ]", []), ("{}", [:]), ("{ }", [:]), ("[1,2 , 3]", [1, 2, 3]), ("[[],[[]],{}]", [[], [[]], [:]]),
            (#"{"a":1,"b":[true,null]}"#, ["a": 1, "b": [true, nil]]), (#"{"":0}"#, ["": 0]),
            (#"{"a":{"b":{"c":{}}}}"#, ["a": ["b": ["c": [:]]]]), (#"{"\u0061":1}"#, ["a": 1]),
            (#"{"a":1,"a":2}"#, ["a": 2]), (#"{"a":1,"\u0061":2}"#, ["a": 2]), (#"{"\u0061":1,"a":2}"#, ["a": 2]),
            ("[\"\u{FEFF}\"]", ["\u{FEFF}"]),
        ] as [(String, JSONValue)])
    func acceptsWhatTheStandardAccepts(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
        #expect(try RawJSON(validating: Array(text.utf8)).value() == value)
    }

    @Test(arguments: [
        "0.5", "-0.5", "1.0", "1.10", "1e5", "1E5", "1e+5", "1E-05", "0e0", "-0", "-0.0", "1e400", "1e-400",
        "9223372036854775808", "-9223372036854775809", "123456789012345678901234567890", "3.141592653589793238462643",
    ])
    func keepsTheTextOfOtherNumbers(text: String) throws {
        let value = try JSONValue(parsing: text)
        guard case .number(let number) = value else {
            Issue.record("\(text) was read as \(value)")
            return
        }
        #expect(number.text == text)
        #expect(number.double == Double(text))
        #expect(value.text() == text)
        #expect(JSONNumber(text: text) == number)
    }

    @Test(
        arguments: [
            ("", .unexpectedEnd, 0), ("  ", .unexpectedEnd, 2), ("[", .unexpectedEnd, 1), ("[1", .unexpectedEnd, 2),
            ("[1,", .unexpectedEnd, 3), ("{", .unexpectedEnd, 1), (#"{"a""#, .unexpectedEnd, 4), (#"{"a":"#, .unexpectedEnd, 5),
            (#"{"a":1"#, .unexpectedEnd, 6), (#"{"a":1,"#, .unexpectedEnd, 7), ("\"", .unexpectedEnd, 1),
            ("\"abc", .unexpectedEnd, 4),
            (#""\"#, .unexpectedEnd, 2), (#""\u12"#, .unexpectedEnd, 5), ("tru", .unexpectedEnd, 3), ("-", .unexpectedEnd, 1),
            ("1.", .unexpectedEnd, 2), ("1e", .unexpectedEnd, 2), ("1e+", .unexpectedEnd, 3), ("nul", .unexpectedEnd, 3),
            ("[,]", .unexpectedByte(0x2c, expected: .value), 1), ("[1,]", .unexpectedByte(0x5d, expected: .value), 3),
            ("[1 2]", .unexpectedByte(0x32, expected: .commaOrBracket), 3),
            ("[1}", .unexpectedByte(0x7d, expected: .commaOrBracket), 2),
            ("[1:2]", .unexpectedByte(0x3a, expected: .commaOrBracket), 2),
            ("{1:2}", .unexpectedByte(0x31, expected: .keyOrEnd), 1), ("{,}", .unexpectedByte(0x2c, expected: .keyOrEnd), 1),
            ("{'a':1}", .unexpectedByte(0x27, expected: .keyOrEnd), 1), ("{a:1}", .unexpectedByte(0x61, expected: .keyOrEnd), 1),
            (#"{"a":1,}"#, .unexpectedByte(0x7d, expected: .key), 7),
            (#"{"a":1,,"b":2}"#, .unexpectedByte(0x2c, expected: .key), 7),
            (#"{"a" 1}"#, .unexpectedByte(0x31, expected: .colon), 5), (#"{"a":}"#, .unexpectedByte(0x7d, expected: .value), 5),
            (#"{"a":1]"#, .unexpectedByte(0x5d, expected: .commaOrBrace), 6),
            (#"{"a":1 "b":2}"#, .unexpectedByte(0x22, expected: .commaOrBrace), 7),
            ("]", .unexpectedByte(0x5d, expected: .value), 0), ("}", .unexpectedByte(0x7d, expected: .value), 0),
            ("+1", .unexpectedByte(0x2b, expected: .value), 0), (".5", .unexpectedByte(0x2e, expected: .value), 0),
            ("NaN", .unexpectedByte(0x4e, expected: .value), 0), ("Infinity", .unexpectedByte(0x49, expected: .value), 0),
            ("'a'", .unexpectedByte(0x27, expected: .value), 0), ("/* */1", .unexpectedByte(0x2f, expected: .value), 0),
            ("\u{0c}1", .unexpectedByte(0x0c, expected: .value), 0), ("\u{FEFF}1", .unexpectedByte(0xef, expected: .value), 0),
            ("\u{a0}1", .unexpectedByte(0xc2, expected: .value), 0), ("True", .unexpectedByte(0x54, expected: .value), 0),
            ("trux", .invalidLiteral, 0), ("nulx", .invalidLiteral, 0), ("falze", .invalidLiteral, 0),
            ("[nan]", .invalidLiteral, 1),
            ("-x", .invalidNumber, 0), ("-.5", .invalidNumber, 0), ("1.e5", .invalidNumber, 0), ("1.x", .invalidNumber, 0),
            ("[1ex]", .invalidNumber, 1), ("[1e+]", .invalidNumber, 1), ("-Infinity", .invalidNumber, 0),
            ("[2.]", .invalidNumber, 1),
            ("01", .leadingZero, 0), ("-01", .leadingZero, 0), ("[00]", .leadingZero, 1), ("[1,-007]", .leadingZero, 3),
            ("012.5", .leadingZero, 0),
            (#""\x""#, .invalidEscape(0x78), 1), (#""\'""#, .invalidEscape(0x27), 1), (#""\a""#, .invalidEscape(0x61), 1),
            (#""\U0041""#, .invalidEscape(0x55), 1), ("\"\\\n\"", .invalidEscape(0x0a), 1), (#""\0""#, .invalidEscape(0x30), 1),
            (#""\u12G4""#, .invalidUnicodeEscape, 1), (#""\u 123""#, .invalidUnicodeEscape, 1),
            (#""\u""#, .invalidUnicodeEscape, 1),
            (#""\ud800""#, .loneSurrogate(0xd800), 1), (#""\udc00""#, .loneSurrogate(0xdc00), 1),
            (#""\ud800\n""#, .loneSurrogate(0xd800), 1),
            (#""\ud800\ud800""#, .loneSurrogate(0xd800), 1), (#""a\ud800x""#, .loneSurrogate(0xd800), 2),
            (#""\udc00\ud800""#, .loneSurrogate(0xdc00), 1),
            (#""\ud83d\u0041""#, .loneSurrogate(0xd83d), 1), (#""\ud800\uzzzz""#, .invalidUnicodeEscape, 7),
            ("\"\n\"", .controlCharacter(0x0a), 1), ("\"a\tb\"", .controlCharacter(0x09), 2), ("\"\0\"", .controlCharacter(0), 1),
            ("\"0123456789abcdef\u{1f}\"", .controlCharacter(0x1f), 17), ("{\"a\u{1}\":1}", .controlCharacter(1), 3),
            ("1 2", .trailingBytes, 2), ("{}}", .trailingBytes, 2), ("[]]", .trailingBytes, 2), ("\"\"\"", .trailingBytes, 2),
            ("true,", .trailingBytes, 4), ("1a", .trailingBytes, 1), ("0x1", .trailingBytes, 1), ("1_000", .trailingBytes, 1),
            ("1\0", .trailingBytes, 1), ("null\u{FEFF}", .trailingBytes, 4), ("[1]// comment", .trailingBytes, 3),
            ("truefalse", .trailingBytes, 4),
        ] as [(String, JSONError.Reason, Int)])
    func refusesWhatTheStandardRefuses(text: String, reason: JSONError.Reason, offset: Int) {
        expect(Array(text.utf8), reason, offset)
    }

    @Test(
        arguments: [
            ([0x80], 0), ([0xbf], 0), ([0xc0, 0x80], 0), ([0xc1, 0xbf], 0), ([0xc3], 0), ([0xc3, 0x28], 0),
            ([0xe0, 0x80, 0x80], 0),
            ([0xe0, 0x9f, 0xbf], 0), ([0xed, 0xa0, 0x80], 0), ([0xed, 0xbf, 0xbf], 0), ([0xe2, 0x82], 0),
            ([0xf0, 0x80, 0x80, 0x80], 0),
            ([0xf0, 0x8f, 0xbf, 0xbf], 0), ([0xf4, 0x90, 0x80, 0x80], 0), ([0xf5, 0x80, 0x80, 0x80], 0), ([0xff], 0), ([0xfe], 0),
            ([0xf8, 0x88, 0x80, 0x80, 0x80], 0), ([0x41, 0xc3, 0xa9, 0xff], 3),
            (Array("0123456789abcdefghij".utf8) + [0xc3, 0xa9, 0x80, 0x41], 22), ([0x5c, 0x6e, 0xff], 2),
            ([0xff, 0x5c, 0x78], 0),
            ([0xff, 0x0a], 0), ([0x41, 0xff, 0x5c, 0x75, 0x64, 0x38, 0x30, 0x30], 1),
        ] as [([UInt8], Int)])
    func refusesStringsThatAreNotUTF8(content: [UInt8], offset: Int) {
        expect([0x22] + content + [0x22], .invalidUTF8, offset + 1)
        expect(Array("{\"key\":1,".utf8) + [0x22] + content + Array("\":1}".utf8), .invalidUTF8, offset + 10)
        expect(Array("[\"a string that is long enough\",".utf8) + [0x22] + content + Array("\"]".utf8), .invalidUTF8, offset + 33)
    }

    @Test(
        arguments: [
            ([0xc2, 0x80], "\u{80}"), ([0xdf, 0xbf], "\u{7ff}"), ([0xe0, 0xa0, 0x80], "\u{800}"),
            ([0xed, 0x9f, 0xbf], "\u{d7ff}"),
            ([0xee, 0x80, 0x80], "\u{e000}"), ([0xef, 0xbf, 0xbf], "\u{ffff}"), ([0xf0, 0x90, 0x80, 0x80], "\u{10000}"),
            ([0xf4, 0x8f, 0xbf, 0xbf], "\u{10ffff}"),
        ] as [([UInt8], String)])
    func acceptsTheEdgesOfUTF8(content: [UInt8], string: String) throws {
        #expect(try JSONValue(parsing: [0x22] + content + [0x22]) == .string(string))
        #expect(try RawJSON(validating: [0x22] + content + [0x22]).string == string)
        #expect(try JSONValue(parsing: [0x22, 0x5c, 0x6e] + content + [0x22]) == .string("\n" + string))
    }

    @Test func tellsLineAndColumn() {
        let error = #expect(throws: JSONError.self) { try JSONValue(parsing: "{\n  \"a\": 1,\r\n  \"é\": x\n}") }
        #expect(error == JSONError(.unexpectedByte(0x78, expected: .value), offset: 21, line: 3, column: 9))
        #expect(error?.description == "line 3, column 9: expected a value, found \"x\"")
    }

    /// Both the parser and the validator refuse the bytes for the same reason.
    private func expect(_ bytes: [UInt8], _ reason: JSONError.Reason, _ offset: Int) {
        let parsing = #expect(throws: JSONError.self) { try JSONValue(parsing: bytes) }
        #expect(parsing?.reason == reason)
        #expect(parsing?.offset == offset)
        let validating = #expect(throws: JSONError.self) { try RawJSON(validating: bytes) }
        #expect(validating == parsing)
    }
}
