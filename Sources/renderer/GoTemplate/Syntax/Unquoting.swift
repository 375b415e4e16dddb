/// What Go's quoted strings and characters stand for, as `strconv.Unquote` reads them.
enum Unquoting {
    /// The value of a string with its quotes or backquotes; nil if it is malformed.
    static func string(_ source: ArraySlice<UInt8>) -> ByteString? {
        guard source.count >= 2, let quote = source.first, source.last == quote else { return nil }
        let content = source.dropFirst().dropLast()
        if quote == UInt8(ascii: "`") {
            guard !content.contains(quote) else { return nil }
            return ByteString(content.filter { $0 != 0x0D })
        }
        var output: [UInt8] = []
        output.reserveCapacity(content.count)
        var rest = content
        while !rest.isEmpty {
            guard let character = character(&rest, quote: quote) else { return nil }
            switch character {
            case .byte(let byte): output.append(byte)
            case .scalar(let scalar): UTF8Decoding.append(scalar, to: &output)
            }
        }
        return String(validating: output, as: UTF8.self).map { ByteString($0) } ?? ByteString(output)
    }

    /// A character between quotes: its code point; nil if it is malformed, `more` if there is more than one.
    static func character(_ source: ArraySlice<UInt8>) -> Outcome {
        var rest = source.dropFirst()
        guard let character = character(&rest, quote: UInt8(ascii: "'")) else { return .malformed }
        guard rest.elementsEqual([UInt8(ascii: "'")]) else { return .more }
        switch character {
        case .byte(let byte): return .character(UInt32(byte))
        case .scalar(let scalar): return .character(scalar)
        }
    }

    /// What stands between single quotes.
    enum Outcome {
        case character(UInt32)
        case malformed
        case more
    }

    private enum Character {
        case byte(UInt8)
        case scalar(UInt32)
    }

    /// Reads one character or escape sequence.
    private static func character(_ rest: inout ArraySlice<UInt8>, quote: UInt8) -> Character? {
        guard let first = rest.first, first != quote, first != 0x0A else { return nil }
        if first >= 0x80 {
            let character = rest.withUnsafeBufferPointer { UTF8Decoding.character(in: $0, at: 0) }
            rest = rest.dropFirst(character.width)
            return .scalar(character.scalar)
        }
        rest = rest.dropFirst()
        if first != 0x5C { return .byte(first) }
        guard let escape = rest.popFirst() else { return nil }
        switch escape {
        case UInt8(ascii: "a"): return .byte(7)
        case UInt8(ascii: "b"): return .byte(8)
        case UInt8(ascii: "f"): return .byte(12)
        case UInt8(ascii: "n"): return .byte(10)
        case UInt8(ascii: "r"): return .byte(13)
        case UInt8(ascii: "t"): return .byte(9)
        case UInt8(ascii: "v"): return .byte(11)
        case UInt8(ascii: "x"): return digits(&rest, count: 2, radix: 16).map { .byte(UInt8(truncatingIfNeeded: $0)) }
        case UInt8(ascii: "u"): return scalar(digits(&rest, count: 4, radix: 16))
        case UInt8(ascii: "U"): return scalar(digits(&rest, count: 8, radix: 16))
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            guard let low = digits(&rest, count: 2, radix: 8) else { return nil }
            let value = UInt32(escape - UInt8(ascii: "0")) << 6 | low
            return value > 255 ? nil : .byte(UInt8(value))
        case 0x5C: return .byte(0x5C)
        case quote: return .byte(quote)
        default: return nil
        }
    }

    private static func scalar(_ value: UInt32?) -> Character? {
        guard let value, Unicode.Scalar(value) != nil else { return nil }
        return .scalar(value)
    }

    /// Reads exactly so many digits.
    private static func digits(_ rest: inout ArraySlice<UInt8>, count: Int, radix: Int) -> UInt32? {
        let text = rest.prefix(count)
        guard text.count == count, !text.contains(UInt8(ascii: "+")), !text.contains(UInt8(ascii: "-")) else { return nil }
        rest = rest.dropFirst(count)
        return UInt32(String(decoding: text, as: UTF8.self), radix: radix)
    }
}
