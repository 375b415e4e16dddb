/// Reads the numbers that Go's templates may hold, under every type that can hold them.
package enum NumberParsing {
    /// Reads a number or character token; the error's message is Go's.
    static func number(_ token: Token) -> Result<NumberNode, FunctionError> {
        let source = token.string
        switch token.kind {
        case .characterConstant: return character(token, source)
        case .complex:
            guard let complex = complex(source) else { return .failure(FunctionError("syntax error scanning complex number")) }
            return .success(simplified(complex, token, source))
        default: break
        }
        if source.hasSuffix("i"), let imaginary = float(String(source.dropLast())) {
            return .success(simplified(Complex(real: 0, imaginary: imaginary), token, source))
        }
        return real(token, source)
    }

    private static func character(_ token: Token, _ source: String) -> Result<NumberNode, FunctionError> {
        switch Unquoting.character(token.text) {
        case .malformed: return .failure(FunctionError("invalid syntax"))
        case .more: return .failure(FunctionError("malformed character constant: \(source)"))
        case .character(let scalar):
            return .success(
                NumberNode(
                    offset: token.offset, source: source, integer: Int64(scalar), unsigned: UInt64(scalar),
                    float: Double(scalar), complex: nil))
        }
    }

    private static func real(_ token: Token, _ source: String) -> Result<NumberNode, FunctionError> {
        var unsigned = integer(source, as: UInt64.self)
        var signed = integer(source, as: Int64.self)
        var value: Double?
        if let signed {
            if signed == 0 { unsigned = 0 }
            value = Double(signed)
        } else if let unsigned {
            value = Double(unsigned)
        } else if let parsed = float(source) {
            guard source.contains(where: { ".eEpP".contains($0) }) else {
                return .failure(FunctionError("integer overflow: \(Quoting.quoted(source))"))
            }
            value = parsed
            signed = Int64(exactly: parsed)
            unsigned = UInt64(exactly: parsed)
        }
        guard let value else { return .failure(FunctionError("illegal number syntax: \(Quoting.quoted(source))")) }
        return .success(
            NumberNode(
                offset: token.offset, source: source, integer: signed, unsigned: unsigned, float: value, complex: nil))
    }

    /// A complex number and, if it has no imaginary part, what else it can be.
    private static func simplified(_ number: Complex, _ token: Token, _ source: String) -> NumberNode {
        let real = number.imaginary == 0 ? number.real : nil
        return NumberNode(
            offset: token.offset, source: source, integer: real.flatMap { Int64(exactly: $0) },
            unsigned: real.flatMap { UInt64(exactly: $0) }, float: real, complex: number)
    }

    /// `1.5-2i`: two numbers, of which the second has its sign.
    private static func complex(_ source: String) -> Complex? {
        let bytes = Array(source.utf8)
        let signs = bytes.indices.filter { index in
            index > 0 && (bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-"))
                && !"eEpP".utf8.contains(bytes[index - 1])
        }
        guard let sign = signs.last, bytes.last == UInt8(ascii: "i"),
            let real = float(String(decoding: bytes[..<sign], as: UTF8.self)),
            let imaginary = float(String(decoding: bytes[sign...].dropLast(), as: UTF8.self))
        else { return nil }
        return Complex(real: real, imaginary: imaginary)
    }

    /// Reads an integer as `strconv.ParseInt` and `ParseUint` do with base 0; nil if it is none or does not fit.
    package static func integer<Integer: FixedWidthInteger>(_ source: String, as type: Integer.Type) -> Integer? {
        guard isUnderscored(source) else { return nil }
        var digits = Substring(source)
        var sign = ""
        if let first = digits.first, first == "-" || first == "+" {
            guard Integer.isSigned else { return nil }
            if first == "-" { sign = "-" }
            digits = digits.dropFirst()
        }
        var radix = 10
        if digits.hasPrefix("0"), digits.utf8.count > 1 {
            switch digits.dropFirst().first {
            case "x", "X": (radix, digits) = (16, digits.dropFirst(2))
            case "o", "O": (radix, digits) = (8, digits.dropFirst(2))
            case "b", "B": (radix, digits) = (2, digits.dropFirst(2))
            default: (radix, digits) = (8, digits.dropFirst())
            }
        }
        digits.removeAll { $0 == "_" }
        guard let first = digits.first, first != "-", first != "+" else { return nil }
        return Integer(sign + digits, radix: radix)
    }

    /// Reads a decimal or hexadecimal number as `strconv.ParseFloat` does; nil if it is none or too large.
    package static func float(_ source: String) -> Double? {
        guard isUnderscored(source) else { return nil }
        let digits = source.filter { $0 != "_" }
        let magnitude = digits.drop { $0 == "+" || $0 == "-" }
        let isHexadecimal = magnitude.lowercased().hasPrefix("0x")
        guard let first = magnitude.utf8.first, first == UInt8(ascii: ".") || Lexer.isDigit(first),
            !isHexadecimal || magnitude.lowercased().contains("p"),
            let value = Double(digits), value.isFinite
        else { return nil }
        return value
    }

    /// Whether each underscore stands between digits, or between a prefix such as `0x` and a digit.
    private static func isUnderscored(_ source: String) -> Bool {
        guard source.utf8.contains(UInt8(ascii: "_")) else { return true }
        var bytes = Array(source.utf8)[...]
        if bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+") { bytes = bytes.dropFirst() }
        var previous = UInt8(ascii: "^")
        var isHexadecimal = false
        if bytes.count >= 2, bytes.first == UInt8(ascii: "0"), let prefix = bytes.dropFirst().first,
            "bBoOxX".utf8.contains(prefix)
        {
            isHexadecimal = prefix | 0x20 == UInt8(ascii: "x")
            bytes = bytes.dropFirst(2)
            previous = UInt8(ascii: "0")
        }
        for byte in bytes {
            let isDigit = Lexer.isDigit(byte) || isHexadecimal && "abcdef".utf8.contains(byte | 0x20)
            if isDigit {
                previous = UInt8(ascii: "0")
            } else if byte == UInt8(ascii: "_") {
                guard previous == UInt8(ascii: "0") else { return false }
                previous = byte
            } else {
                guard previous != UInt8(ascii: "_") else { return false }
                previous = UInt8(ascii: "!")
            }
        }
        return previous != UInt8(ascii: "_")
    }
}
