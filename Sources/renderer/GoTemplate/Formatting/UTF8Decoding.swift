/// UTF-8 as Go reads it: each byte that cannot start or continue a character stands for U+FFFD by itself.
package enum UTF8Decoding {
    /// A character and the number of bytes it takes.
    package struct Character: Equatable {
        package let scalar: UInt32
        package let width: Int

        /// Whether the bytes are not UTF-8: U+FFFD, of one byte.
        package var isInvalid: Bool { width == 1 && scalar == 0xFFFD }
    }

    private static let invalid = Character(scalar: 0xFFFD, width: 1)

    /// Decodes the character at an offset within the bytes.
    package static func character(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Character {
        let first = bytes[offset]
        switch first {
        case 0x00...0x7F:
            return Character(scalar: UInt32(first), width: 1)
        case 0xC2...0xDF:
            guard let second = continuation(bytes, offset + 1) else { return invalid }
            return Character(scalar: UInt32(first & 0x1F) << 6 | second, width: 2)
        case 0xE0...0xEF:
            guard let second = continuation(bytes, offset + 1), let third = continuation(bytes, offset + 2) else {
                return invalid
            }
            let scalar = UInt32(first & 0x0F) << 12 | second << 6 | third
            guard scalar >= 0x800, !(0xD800...0xDFFF).contains(scalar) else { return invalid }
            return Character(scalar: scalar, width: 3)
        case 0xF0...0xF4:
            guard let second = continuation(bytes, offset + 1), let third = continuation(bytes, offset + 2),
                let fourth = continuation(bytes, offset + 3)
            else { return invalid }
            let scalar = UInt32(first & 0x07) << 18 | second << 12 | third << 6 | fourth
            guard (0x10000...0x10FFFF).contains(scalar) else { return invalid }
            return Character(scalar: scalar, width: 4)
        default:
            return invalid
        }
    }

    /// The number of characters, each invalid byte counted as one.
    package static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var count = 0
        var offset = 0
        while offset < bytes.count {
            offset += bytes[offset] < 0x80 ? 1 : character(in: bytes, at: offset).width
            count += 1
        }
        return count
    }

    /// The number of bytes that the first `limit` characters take.
    package static func length(ofFirst limit: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var offset = 0
        for _ in 0..<limit {
            guard offset < bytes.count else { break }
            offset += bytes[offset] < 0x80 ? 1 : character(in: bytes, at: offset).width
        }
        return offset
    }

    /// Appends a code point; what is none becomes U+FFFD.
    package static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        switch scalar {
        case 0..<0x80:
            output.append(UInt8(truncatingIfNeeded: scalar))
        case 0x80..<0x800:
            output.append(0xC0 | UInt8(truncatingIfNeeded: scalar >> 6))
            output.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
        case 0x800..<0xD800, 0xE000..<0x10000:
            output.append(0xE0 | UInt8(truncatingIfNeeded: scalar >> 12))
            output.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F))
            output.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
        case 0x10000..<0x110000:
            output.append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18))
            output.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 12 & 0x3F))
            output.append(0x80 | UInt8(truncatingIfNeeded: scalar >> 6 & 0x3F))
            output.append(0x80 | UInt8(truncatingIfNeeded: scalar & 0x3F))
        default:
            append(0xFFFD, to: &output)
        }
    }

    private static func continuation(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> UInt32? {
        guard offset < bytes.count, bytes[offset] & 0xC0 == 0x80 else { return nil }
        return UInt32(bytes[offset] & 0x3F)
    }
}
