import GoTemplate

/// Parts of texts by the number of their bytes, and texts made to fit a width.
enum Cutting {
    /// The first bytes, or with a negative count the last.
    static func truncated(_ text: ByteString, to count: Int) -> ByteString {
        if count < 0, text.count + count > 0 { return text[text.count + count..<text.count] }
        return count >= 0 && text.count > count ? text[0..<count] : text
    }

    /// Go's `text[start:end]`, where a negative bound is none, as is an end that is too large.
    static func substring(_ text: ByteString, _ start: Int, _ end: Int) throws(FunctionError) -> ByteString {
        if start < 0 {
            guard end >= 0 else { throw FunctionError("runtime error: slice bounds out of range [:\(end)]") }
            guard end <= text.count else {
                throw FunctionError("runtime error: slice bounds out of range [:\(end)] with length \(text.count)")
            }
            return text[0..<end]
        }
        let end = end < 0 || end > text.count ? text.count : end
        guard start <= end else { throw FunctionError("runtime error: slice bounds out of range [\(start):\(end)]") }
        return text[start..<end]
    }

    /// The text cut to a width, which its last three bytes, dots, tell.
    static func abbreviated(_ text: ByteString, to width: Int) -> ByteString {
        if text.count <= width || text.isEmpty { return text }
        return width < 4 ? "" : joined(text[0..<width - 3], "...")
    }

    /// The text cut to a width at both ends, each of which shows dots where something is missing.
    ///
    /// - Parameters:
    ///   - offset: The first byte that must be seen.
    ///   - width: The most bytes.
    static func abbreviatedAtBothEnds(_ text: ByteString, from offset: Int, to width: Int) -> ByteString {
        if text.count <= width || text.isEmpty { return text }
        if width < 4 { return "" }
        var offset = min(offset, text.count)
        let shown = width - 3
        if text.count &- offset < shown { offset = text.count - shown }
        if offset <= 4 { return joined(text[0..<shown], "...") }
        if width < 7 { return "" }
        if offset + shown < text.count {
            return joined("...", abbreviated(text[offset..<text.count], to: shown))
        }
        return joined("...", text[text.count - shown..<text.count])
    }

    /// The first byte of each word, taken for a Latin-1 character.
    static func initials(_ text: ByteString) -> ByteString {
        var output: [UInt8] = []
        var isFirst = true
        text.withBytes { bytes in
            for byte in bytes {
                if GoUnicode.isSpace(UInt32(byte)) {
                    isFirst = true
                } else if isFirst {
                    CodePoints.append(UInt32(byte), to: &output)
                    isFirst = false
                }
            }
        }
        return ByteString(output)
    }

    /// The text without space; if there is some, each byte is taken for a Latin-1 character.
    static func withoutSpace(_ text: ByteString) -> ByteString {
        text.withBytes { bytes in
            guard bytes.contains(where: { GoUnicode.isSpace(UInt32($0)) }) else { return text }
            var output: [UInt8] = []
            output.reserveCapacity(bytes.count)
            for byte in bytes where !GoUnicode.isSpace(UInt32(byte)) { CodePoints.append(UInt32(byte), to: &output) }
            return ByteString(output)
        }
    }

    private static func joined(_ first: ByteString, _ second: ByteString) -> ByteString {
        var output: [UInt8] = []
        output.reserveCapacity(first.count + second.count)
        first.append(to: &output)
        second.append(to: &output)
        return ByteString(output)
    }
}
