extension Lexer {
    /// The space that separates, and that trim markers take away.
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// Whether a name may have the character: a letter or decimal digit of any script, or an underscore.
    static func isAlphanumeric(_ scalar: UInt32) -> Bool {
        switch scalar {
        case UInt32(ascii: "a")...UInt32(ascii: "z"), UInt32(ascii: "A")...UInt32(ascii: "Z"): return true
        case UInt32(ascii: "0")...UInt32(ascii: "9"), UInt32(ascii: "_"): return true
        case 0..<0x80: return false
        default: break
        }
        guard let scalar = Unicode.Scalar(scalar) else { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber: return true
        default: return false
        }
    }

    /// A character as Go's `%#U` names it: `U+0040 '@'`.
    static func named(_ scalar: UInt32) -> String {
        let digits = String(scalar, radix: 16, uppercase: true)
        let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        guard Printability.isPrintable(scalar), let scalar = Unicode.Scalar(scalar) else { return code }
        return "\(code) '\(scalar)'"
    }
}

extension UInt32 {
    /// The code point of an ASCII character.
    init(ascii scalar: Unicode.Scalar) {
        self = scalar.value
    }
}
