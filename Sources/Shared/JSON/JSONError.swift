/// Why and where bytes are not the JSON text they should be.
public struct JSONError: Error, Sendable, Hashable {
    /// What is wrong.
    public enum Reason: Sendable, Hashable {
        /// The text ended within a value, or there was none.
        case unexpectedEnd
        /// A byte that cannot stand here, and what could.
        case unexpectedByte(UInt8, expected: Expectation)
        /// Something that begins as `true`, `false` or `null` does, and is none of them.
        case invalidLiteral
        /// A number that does not follow RFC 8259, section 6.
        case invalidNumber
        /// A number such as `012`.
        case leadingZero
        /// A backslash before a byte that it cannot escape.
        case invalidEscape(UInt8)
        /// `\u` without four hexadecimal digits after it.
        case invalidUnicodeEscape
        /// Half of a surrogate pair without the other.
        case loneSurrogate(UInt16)
        /// A character below U+0020 in a string that is not escaped.
        case controlCharacter(UInt8)
        /// Bytes that are not UTF-8.
        case invalidUTF8
        /// Bytes after the value.
        case trailingBytes
        /// More than `limit` arrays and objects within each other.
        case tooDeep(limit: Int)
        /// More than `limit` bytes.
        case tooLarge(limit: Int)
    }

    /// What could have stood where an unexpected byte is.
    public enum Expectation: String, Sendable, Hashable {
        /// The beginning of any value.
        case value = "a value"
        /// A member's name.
        case key = "a key in double quotes"
        /// The first member's name, or the end of the object.
        case keyOrEnd = "a key in double quotes or \"}\""
        /// What stands between a name and its value.
        case colon = "\":\""
        /// What stands after a member.
        case commaOrBrace = "\",\" or \"}\""
        /// What stands after an element.
        case commaOrBracket = "\",\" or \"]\""
        /// An array.
        case array = "an array"
        /// An object.
        case object = "an object"
    }

    /// What is wrong.
    public let reason: Reason
    /// How many bytes stand before the place.
    public let offset: Int
    /// The line of the place, from 1.
    public let line: Int
    /// The column of the place in bytes, from 1.
    public let column: Int

    /// Creates an error at a place that is already known.
    public init(_ reason: Reason, offset: Int, line: Int, column: Int) {
        self.reason = reason
        self.offset = offset
        self.line = line
        self.column = column
    }

    /// Creates an error and finds the line and the column of its place.
    init(_ fault: JSONFault, in text: UnsafeRawBufferPointer) {
        let offset = min(max(fault.offset, 0), text.count)
        var line = 1
        var start = 0
        for (index, byte) in text.prefix(offset).enumerated() where byte == UInt8(ascii: "\n") {
            line += 1
            start = index + 1
        }
        self.init(fault.reason, offset: offset, line: line, column: offset - start + 1)
    }
}

/// What is wrong and how many bytes stand before it: an error before its line is known.
struct JSONFault: Error {
    let reason: JSONError.Reason
    let offset: Int

    init(_ reason: JSONError.Reason, _ offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

extension JSONError: CustomStringConvertible {
    /// The place and the reason: `line 3, column 7: expected ":", found "}"`.
    public var description: String { "line \(line), column \(column): \(reason)" }
}

extension JSONError.Reason: CustomStringConvertible {
    /// The reason as a part of a sentence.
    public var description: String {
        switch self {
        case .unexpectedEnd: "the JSON text ends too early"
        case .unexpectedByte(let byte, let expected): "expected \(expected.rawValue), found \(name(of: byte))"
        case .invalidLiteral: "expected a value, found a word that is not true, false or null"
        case .invalidNumber: "the number is malformed"
        case .leadingZero: "the number begins with a zero that does not belong there"
        case .invalidEscape(let byte): "a backslash cannot stand before \(name(of: byte))"
        case .invalidUnicodeEscape: "\\u is not followed by four hexadecimal digits"
        case .loneSurrogate(let unit): "\\u\(String(unit, radix: 16)) is half of a surrogate pair without the other half"
        case .controlCharacter(let byte): "the string has the control character \(name(of: byte)), which must be escaped"
        case .invalidUTF8: "the bytes are not UTF-8"
        case .trailingBytes: "there is more after the end of the value"
        case .tooDeep(let limit): "arrays and objects lie more than \(limit) deep"
        case .tooLarge(let limit): "the text has more than \(limit) bytes"
        }
    }

    /// The byte as it can be shown: in quotes if it is printable.
    private func name(of byte: UInt8) -> String {
        guard byte > 0x20, byte < 0x7f else {
            return "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
        return "\"\(Character(Unicode.Scalar(byte)))\""
    }
}
