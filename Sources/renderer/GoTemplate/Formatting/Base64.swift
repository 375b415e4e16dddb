/// Base64 as Go's `base64.StdEncoding` writes it (RFC 4648, section 4).
package enum Base64 {
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// The text that stands for bytes, padded and on one line.
    package static func text(of bytes: [UInt8]) -> String {
        String(decoding: bytes.withUnsafeBufferPointer(digits(of:)), as: UTF8.self)
    }

    /// The text that stands for a text's bytes.
    package static func encoded(_ text: ByteString) -> ByteString {
        ByteString(text.withBytes(digits(of:)))
    }

    private static func digits(of bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { output, filled in
            digits.withUnsafeBufferPointer { digits in
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
                    filled += 4
                    offset += 3
                }
            }
        }
    }
}
