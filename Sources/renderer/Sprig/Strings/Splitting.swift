import GoTemplate

/// Texts in parts.
enum Splitting {
    /// `strings.SplitN`: the parts between separators.
    ///
    /// - Parameters:
    ///   - separator: What stands between the parts; if it is empty, each code point is a part.
    ///   - limit: The most parts, of which the last is the rest; nil for all.
    static func parts(of text: ByteString, by separator: ByteString, limit: Int? = nil) -> [ByteString] {
        if let limit, limit <= 0 { return [] }
        if separator.isEmpty { return exploded(text, limit: limit ?? Int.max) }
        var parts: [ByteString] = []
        text.withBytes { text in
            separator.withBytes { separator in
                var start = 0
                while parts.count < (limit ?? Int.max) - 1,
                    let end = Searching.index(of: separator, in: text, from: start)
                {
                    parts.append(ByteString(UnsafeBufferPointer(rebasing: text[start..<end])))
                    start = end + separator.count
                }
                parts.append(ByteString(UnsafeBufferPointer(rebasing: text[start...])))
            }
        }
        return parts
    }

    private static func exploded(_ text: ByteString, limit: Int) -> [ByteString] {
        var parts: [ByteString] = []
        text.withBytes { bytes in
            var offset = 0
            while offset < bytes.count {
                let isLast = parts.count == limit - 1
                let width = isLast ? bytes.count - offset : CodePoints.next(in: bytes, at: offset).width
                parts.append(ByteString(UnsafeBufferPointer(rebasing: bytes[offset..<offset + width])))
                offset += width
            }
        }
        return parts
    }
}
