/// Base 64 as RFC 4648 defines it, written on one line.
package enum Base64 {
    /// The two alphabets of RFC 4648, sections 4 and 5.
    package enum Alphabet: Sendable {
        case standard, url

        fileprivate var digits: StaticString {
            switch self {
            case .standard: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
            case .url: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
            }
        }
    }

    /// The text that stands for `bytes`.
    package static func text(_ bytes: [UInt8], alphabet: Alphabet = .standard, padded: Bool = true) -> String {
        String(decoding: bytes.withUnsafeBufferPointer { digits($0, alphabet: alphabet, padded: padded) }, as: UTF8.self)
    }

    /// The ASCII of the text that stands for `bytes`.
    package static func digits(
        _ bytes: UnsafeBufferPointer<UInt8>, alphabet: Alphabet = .standard, padded: Bool = true
    ) -> [UInt8] {
        let digits = alphabet.digits.utf8Start
        return [UInt8](unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { output, filled in
            var offset = 0
            while offset < bytes.count {
                let rest = bytes.count - offset
                let second = rest > 1 ? UInt32(bytes[offset + 1]) : 0
                let third = rest > 2 ? UInt32(bytes[offset + 2]) : 0
                let bits = UInt32(bytes[offset]) << 16 | second << 8 | third
                let padding = UInt8(ascii: "=")
                output.initializeElement(at: filled, to: digits[Int(bits >> 18)])
                output.initializeElement(at: filled + 1, to: digits[Int(bits >> 12 & 63)])
                output.initializeElement(at: filled + 2, to: rest > 1 ? digits[Int(bits >> 6 & 63)] : padding)
                output.initializeElement(at: filled + 3, to: rest > 2 ? digits[Int(bits & 63)] : padding)
                filled += padded || rest > 2 ? 4 : rest + 1
                offset += 3
            }
        }
    }
}
