import GoTemplate

/// The code points of a text, as Go's `range` over a string gives them: each byte that is not UTF-8 is U+FFFD.
enum CodePoints {
    /// All of them.
    static func of(_ text: ByteString) -> [UInt32] {
        var scalars: [UInt32] = []
        scalars.reserveCapacity(text.count)
        text.withBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                let character = next(in: bytes, at: offset)
                scalars.append(character.scalar)
                offset += character.width
            }
        }
        return scalars
    }

    /// The text with each code point replaced; what is not UTF-8 becomes U+FFFD.
    static func map(_ text: ByteString, _ transform: (UInt32) -> UInt32) -> ByteString {
        text.withBytes { bytes in
            var output: [UInt8] = []
            output.reserveCapacity(bytes.count)
            var offset = 0
            while offset < bytes.count {
                let character = next(in: bytes, at: offset)
                append(transform(character.scalar), to: &output)
                offset += character.width
            }
            return ByteString(output)
        }
    }

    /// The code point at an offset within the bytes, and its width.
    @inline(__always)
    static func next(in bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UTF8Decoding.Character {
        UTF8Decoding.character(in: bytes, at: offset)
    }

    /// Appends a code point.
    @inline(__always)
    static func append(_ scalar: UInt32, to output: inout [UInt8]) {
        if scalar < 0x80 {
            output.append(UInt8(truncatingIfNeeded: scalar))
        } else {
            UTF8Decoding.append(scalar, to: &output)
        }
    }
}
