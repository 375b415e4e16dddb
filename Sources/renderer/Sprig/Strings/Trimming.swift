import GoTemplate

/// Texts without what stands at their ends.
enum Trimming {
    /// `strings.TrimSpace`.
    static func space(_ text: ByteString) -> ByteString { trim(text, where: GoUnicode.isSpace) }

    /// `strings.Trim`: without any code points of a set.
    static func all(_ set: ByteString, of text: ByteString) -> ByteString {
        if set.isEmpty || text.isEmpty { return text }
        let scalars = CodePoints.of(set)
        if scalars.count == 1 { return trim(text) { $0 == scalars[0] } }
        return trim(text) { scalars.contains($0) }
    }

    /// `strings.TrimPrefix`.
    static func prefix(_ prefix: ByteString, of text: ByteString) -> ByteString {
        Searching.hasPrefix(prefix, text) ? text[prefix.count..<text.count] : text
    }

    /// `strings.TrimSuffix`.
    static func suffix(_ suffix: ByteString, of text: ByteString) -> ByteString {
        Searching.hasSuffix(suffix, text) ? text[0..<text.count - suffix.count] : text
    }

    private static func trim(_ text: ByteString, where isTrimmed: (UInt32) -> Bool) -> ByteString {
        let range = text.withBytes { bytes -> Range<Int> in
            var start = 0
            while start < bytes.count {
                let character = CodePoints.next(in: bytes, at: start)
                guard isTrimmed(character.scalar) else { break }
                start += character.width
            }
            var end = bytes.count
            while end > start {
                let last = lastCharacter(in: bytes, before: end)
                guard isTrimmed(last.scalar) else { break }
                end -= last.width
            }
            return start..<max(start, end)
        }
        return range == 0..<text.count ? text : text[range]
    }

    /// The code point that ends at an offset.
    private static func lastCharacter(
        in bytes: UnsafeBufferPointer<UInt8>, before end: Int
    ) -> (scalar: UInt32, width: Int) {
        for width in 1...4 where end - width >= 0 {
            let start = end - width
            if bytes[start] & 0xC0 == 0x80 { continue }
            let part = UnsafeBufferPointer(rebasing: bytes[start..<end])
            let character = CodePoints.next(in: part, at: 0)
            if character.width == width { return (character.scalar, width) }
            break
        }
        return (0xFFFD, 1)
    }
}
