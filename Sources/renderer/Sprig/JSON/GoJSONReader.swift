import GoTemplate
import JSON

/// Reads JSON as Go's encoding/json does into an `interface {}`: numbers are `float64`, and what is not UTF-8 becomes U+FFFD.
package struct GoJSONReader {
    private let bytes: [UInt8]
    private var position = 0

    /// Why a number could not be held, the first time; it becomes nil and the reading goes on.
    private var numberError: FunctionError?

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The value of a text, and what is wrong with a number in it.
    ///
    /// - Throws: Why the text is not JSON.
    package static func read(_ text: ByteString) throws(FunctionError) -> (value: Value, error: FunctionError?) {
        let bytes = text.bytes
        if let value = try? JSONValue(parsing: bytes, limits: limits), isExact(value) {
            return (Value(value, numbers: .floats), nil)
        }
        var reader = GoJSONReader(bytes)
        let value = try reader.document()
        return (value, reader.numberError)
    }

    private static let limits = JSONLimits(maximumDepth: Nesting.maximumDepth)

    /// Whether the quick way holds the value too: a number at the top may be one that no `float64` can hold.
    private static func isExact(_ value: JSONValue) -> Bool {
        switch value {
        case .number(let number): number.double.isFinite
        case .array(let elements): elements.allSatisfy(isExact)
        case .object(let object): object.allSatisfy { isExact($0.value) }
        default: true
        }
    }

    private mutating func document() throws(FunctionError) -> Value {
        let value = try value(depth: 0)
        skipSpace()
        if position < bytes.count { throw unexpected("after top-level value") }
        return value
    }

    private mutating func value(depth: Int) throws(FunctionError) -> Value {
        skipSpace()
        guard position < bytes.count else { throw Self.unexpectedEnd }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        default: throw unexpected("looking for beginning of value")
        }
    }

    private mutating func object(depth: Int) throws(FunctionError) -> Value {
        guard depth <= Nesting.maximumDepth else { throw FunctionError("exceeded max depth") }
        let map = GoMap()
        position += 1
        skipSpace()
        if position < bytes.count, bytes[position] == UInt8(ascii: "}") {
            position += 1
            return .map(map)
        }
        while true {
            skipSpace()
            try expect(UInt8(ascii: "\""), "looking for beginning of object key string")
            let key = try string()
            skipSpace()
            try expect(UInt8(ascii: ":"), "after object key")
            position += 1
            map.set(try value(depth: depth), for: .string(key))
            skipSpace()
            if try skipSeparator(end: UInt8(ascii: "}"), "after object key:value pair") { return .map(map) }
        }
    }

    private mutating func array(depth: Int) throws(FunctionError) -> Value {
        guard depth <= Nesting.maximumDepth else { throw FunctionError("exceeded max depth") }
        var elements: [Value] = []
        position += 1
        skipSpace()
        if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
            position += 1
            return .list(elements)
        }
        while true {
            elements.append(try value(depth: depth))
            skipSpace()
            if try skipSeparator(end: UInt8(ascii: "]"), "after array element") { return .list(elements) }
        }
    }

    /// Skips a comma, or the end, of which it tells.
    private mutating func skipSeparator(end: UInt8, _ context: String) throws(FunctionError) -> Bool {
        guard position < bytes.count else { throw Self.unexpectedEnd }
        let byte = bytes[position]
        guard byte == end || byte == UInt8(ascii: ",") else { throw unexpected(context) }
        position += 1
        return byte == end
    }

    private mutating func literal(_ name: String, _ value: Value) throws(FunctionError) -> Value {
        for byte in name.utf8 {
            guard position < bytes.count, bytes[position] == byte else {
                throw unexpected("in literal \(name) (expecting '\(UnicodeScalar(byte))')")
            }
            position += 1
        }
        return value
    }

    private mutating func number() throws(FunctionError) -> Value {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: "0") {
            position += 1
        } else {
            try digits("in numeric literal")
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            try digits("after decimal point in numeric literal")
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            try digits("in exponent of numeric literal")
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let number = Double(text), number.isFinite { return .float64(number) }
        if numberError == nil {
            numberError = FunctionError("json: cannot unmarshal number \(text) into Go value of type float64")
        }
        return .null
    }

    private mutating func digits(_ context: String) throws(FunctionError) {
        let start = position
        while position < bytes.count, 48...57 ~= bytes[position] { position += 1 }
        if position == start { throw unexpected(context) }
    }

    private mutating func string() throws(FunctionError) -> ByteString {
        position += 1
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return ByteString(String(decoding: text, as: UTF8.self))
            case UInt8(ascii: "\\"): try escape(into: &text)
            case 0..<0x20: throw unexpected("in string literal")
            case 0x20..<0x80:
                text.append(byte)
                position += 1
            default:
                let character = bytes.withUnsafeBufferPointer { UTF8Decoding.character(in: $0, at: position) }
                UTF8Decoding.append(character.scalar, to: &text)
                position += character.width
            }
        }
        throw Self.unexpectedEnd
    }

    private mutating func escape(into text: inout [UInt8]) throws(FunctionError) {
        position += 1
        guard position < bytes.count else { throw unexpected("in string escape code") }
        switch bytes[position] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[position])
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "u"):
            position += 1
            let unit = try codeUnit()
            UTF8Decoding.append(try joined(unit), to: &text)
            return
        default: throw unexpected("in string escape code")
        }
        position += 1
    }

    /// A code point of a code unit, and of the escape after it if the two are surrogates.
    private mutating func joined(_ unit: UInt32) throws(FunctionError) -> UInt32 {
        guard 0xD800..<0xDC00 ~= unit, position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
            bytes[position + 1] == UInt8(ascii: "u")
        else { return unit }
        let start = position
        position += 2
        let low = try codeUnit()
        if 0xDC00..<0xE000 ~= low { return 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00) }
        position = start
        return unit
    }

    private mutating func codeUnit() throws(FunctionError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard position < bytes.count, let digit = Self.hexadecimal(bytes[position]) else {
                throw unexpected("in \\u hexadecimal character escape")
            }
            unit = unit << 4 | digit
            position += 1
        }
        return unit
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 48...57: UInt32(byte - 48)
        case 65...70: UInt32(byte - 55)
        case 97...102: UInt32(byte - 87)
        default: nil
        }
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private func expect(_ byte: UInt8, _ context: String) throws(FunctionError) {
        guard position < bytes.count else { throw Self.unexpectedEnd }
        guard bytes[position] == byte else { throw unexpected(context) }
    }

    private static let unexpectedEnd = FunctionError("unexpected end of JSON input")

    /// The error of the byte at hand, which Go shows as if it were Latin-1; the end of the text counts as a space.
    private func unexpected(_ context: String) -> FunctionError {
        var quoted: [UInt8] = []
        let byte = position < bytes.count ? bytes[position] : UInt8(ascii: " ")
        if byte == UInt8(ascii: "\"") {
            quoted = Array("'\"'".utf8)
        } else {
            Quoting.appendQuoted(UInt32(byte), asciiOnly: false, to: &quoted)
        }
        return FunctionError("invalid character \(String(decoding: quoted, as: UTF8.self)) \(context)")
    }
}
