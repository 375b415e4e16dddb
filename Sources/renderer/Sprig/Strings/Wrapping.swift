import GoTemplate

/// Texts broken into lines at spaces.
enum Wrapping {
    /// The text with a line's end in place of the last space that fits each line.
    ///
    /// - Parameters:
    ///   - width: The most bytes in a line, at least 1.
    ///   - lineEnd: What to put between lines; a newline if it is empty.
    ///   - breaksWords: Whether a word that is longer than a line is broken too.
    static func wrapped(
        _ text: ByteString, width: Int, lineEnd: ByteString, breaksWords: Bool, _ execution: Execution
    ) throws(FunctionError) -> ByteString {
        let width = max(width, 1)
        let lineEnd = lineEnd.isEmpty ? "\n" : lineEnd
        return try text.withBytes { bytes throws(FunctionError) -> ByteString in
            var output: [UInt8] = []
            output.reserveCapacity(bytes.count)
            var offset = 0
            while bytes.count - offset > width {
                if bytes[offset] == 32 {
                    offset += 1
                    continue
                }
                var end = offset + width
                var next = end
                if let space = bytes[offset...end].lastIndex(of: 32) {
                    end = space
                    next = space + 1
                } else if !breaksWords {
                    guard let space = bytes[end...].firstIndex(of: 32) else { break }
                    end = space
                    next = space + 1
                }
                try execution.charge(bytes: lineEnd.count)
                output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[offset..<end]))
                lineEnd.append(to: &output)
                offset = next
            }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[offset...]))
            return ByteString(output)
        }
    }
}
