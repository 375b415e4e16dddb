/// Bytes as pairs of hexadecimal digits.
package enum Hexadecimal {
    /// Two lower case digits for each byte, behind a prefix.
    package static func text(_ bytes: UnsafeRawBufferPointer, after prefix: String = "") -> String {
        String(unsafeUninitializedCapacity: prefix.utf8.count + bytes.count * 2) { text in
            var end = text.initialize(fromContentsOf: prefix.utf8)
            for byte in bytes {
                text[end] = digit(UInt64(byte >> 4))
                text[end + 1] = digit(UInt64(byte))
                end += 2
            }
            return end
        }
    }

    /// Two lower case digits for each byte.
    package static func text(_ bytes: some Sequence<UInt8>) -> String { Array(bytes).withUnsafeBytes { text($0) } }

    /// The bytes that a text stands for; nil if it is not pairs of digits of either case.
    package static func bytes(_ text: String) -> [UInt8]? {
        let digits = text.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }

    /// The digit of the lowest four bits of `value`, as ASCII.
    @inlinable
    package static func digit(_ value: UInt64, uppercase: Bool = false) -> UInt8 {
        let digit = UInt8(truncatingIfNeeded: value & 15)
        return digit &+ (digit < 10 ? 48 : uppercase ? 55 : 87)
    }
}
