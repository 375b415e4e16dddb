/// Base64 as RFC 4648 defines it.
package enum Base64 {
    /// The two alphabets of RFC 4648, sections 4 and 5.
    package enum Alphabet: Sendable {
        case standard, url
    }

    /// The bytes as text.
    package static func text(_ bytes: [UInt8], alphabet: Alphabet = .standard, padding: Bool = true) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let rest = bytes.count - index
            let first = bytes[index]
            let second = rest > 1 ? bytes[index + 1] : 0
            let third = rest > 2 ? bytes[index + 2] : 0
            text.append(digit(first >> 2, alphabet))
            text.append(digit((first & 0x03) << 4 | second >> 4, alphabet))
            if rest > 1 { text.append(digit((second & 0x0F) << 2 | third >> 6, alphabet)) }
            if rest > 2 { text.append(digit(third & 0x3F, alphabet)) }
            if padding && rest < 3 { text.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - rest)) }
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func digit(_ value: UInt8, _ alphabet: Alphabet) -> UInt8 {
        switch value {
        case 0..<26: UInt8(ascii: "A") + value
        case 26..<52: UInt8(ascii: "a") + value - 26
        case 52..<62: UInt8(ascii: "0") + value - 52
        case 62: alphabet == .url ? UInt8(ascii: "-") : UInt8(ascii: "+")
        default: alphabet == .url ? UInt8(ascii: "_") : UInt8(ascii: "/")
        }
    }
}
