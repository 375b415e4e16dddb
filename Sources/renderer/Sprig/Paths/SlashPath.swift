import GoTemplate

/// Go's package path: paths of parts between slashes, which need not exist. On Linux package filepath does the same.
enum SlashPath {
    private static let slash = UInt8(ascii: "/")
    private static let dot = UInt8(ascii: ".")

    /// `path.Base`: the last part.
    static func base(_ path: ByteString) -> ByteString {
        if path.isEmpty { return "." }
        return path.withBytes { bytes in
            var end = bytes.count
            while end > 0, bytes[end - 1] == slash { end -= 1 }
            if end == 0 { return "/" }
            var start = end
            while start > 0, bytes[start - 1] != slash { start -= 1 }
            return ByteString(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        }
    }

    /// `path.Dir`: all but the last part, cleaned.
    static func directory(_ path: ByteString) -> ByteString {
        clean(
            path.withBytes { bytes in
                var end = bytes.count
                while end > 0, bytes[end - 1] != slash { end -= 1 }
                return ByteString(UnsafeBufferPointer(rebasing: bytes[..<end]))
            })
    }

    /// `path.Ext`: what follows the last dot of the last part, with the dot.
    static func suffix(_ path: ByteString) -> ByteString {
        path.withBytes { bytes in
            var start = bytes.count
            while start > 0, bytes[start - 1] != slash {
                start -= 1
                if bytes[start] == dot { return ByteString(UnsafeBufferPointer(rebasing: bytes[start...])) }
            }
            return ""
        }
    }

    /// `path.IsAbs`.
    static func isAbsolute(_ path: ByteString) -> Bool { !path.isEmpty && path[0] == slash }

    /// `path.Clean`: the shortest path that means the same.
    static func clean(_ path: ByteString) -> ByteString {
        if path.isEmpty { return "." }
        return path.withBytes { bytes in
            let isRooted = bytes[0] == slash
            var parts: [Slice<UnsafeBufferPointer<UInt8>>] = []
            var parents = 0
            for part in bytes.split(separator: slash) {
                if part.elementsEqual([dot]) { continue }
                guard part.elementsEqual([dot, dot]) else {
                    parts.append(part)
                    continue
                }
                if parts.count > parents {
                    parts.removeLast()
                } else if !isRooted {
                    parts.append(part)
                    parents += 1
                }
            }
            var output: [UInt8] = isRooted ? [slash] : []
            output.reserveCapacity(bytes.count)
            for (index, part) in parts.enumerated() {
                if index > 0 { output.append(slash) }
                output.append(contentsOf: part)
            }
            return output.isEmpty ? "." : ByteString(output)
        }
    }
}
