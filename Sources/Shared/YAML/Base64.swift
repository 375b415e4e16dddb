/// Base64 as Go's `base64.StdEncoding` reads it (RFC 4648, section 4): padded, line breaks ignored.
enum Base64 {
    /// The bytes that a text stands for, as a string in which each byte that is not UTF-8 became U+FFFD, as in Go's JSON.
    static func decode(_ text: String) -> String? {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        guard digits.count.isMultiple(of: 4) else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 4) {
            let group = digits[start..<(start + 4)]
            let padding = group.reversed().prefix { $0 == UInt8(ascii: "=") }.count
            guard padding == 0 || (padding <= 2 && start + 4 == digits.count) else { return nil }
            var word: UInt32 = 0
            for byte in group.dropLast(padding) {
                guard let value = value(byte) else { return nil }
                word = word << 6 | value
            }
            word <<= UInt32(padding * 6)
            for position in 0..<(3 - padding) { bytes.append(UInt8(truncatingIfNeeded: word >> UInt32(16 - position * 8))) }
        }
        return repaired(bytes)
    }

    private static func value(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static func repaired(_ bytes: [UInt8]) -> String {
        if let string = String(validating: bytes, as: UTF8.self) { return string }
        var string = ""
        var place = 0
        while place < bytes.count {
            let length = (1...4).first { length in
                place + length <= bytes.count && String(validating: bytes[place..<(place + length)], as: UTF8.self) != nil
            }
            string += length.map { String(decoding: bytes[place..<(place + $0)], as: UTF8.self) } ?? "\u{fffd}"
            place += length ?? 1
        }
        return string
    }
}
