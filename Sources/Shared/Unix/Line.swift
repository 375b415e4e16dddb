/// One line of what a `LineReader` reads.
package struct Line: Sendable, Hashable {
    /// What the line holds.
    package enum Content: Sendable, Hashable {
        /// The line's bytes without the newline at its end.
        case bytes([UInt8])
        /// The line is longer than the reader's limit; its bytes were skipped.
        case oversized(byteCount: Int)
    }

    /// Counted from 1, over all of what the reader read, empty lines included.
    package let number: Int
    package let content: Content
    /// False for what stands after the last newline at the end of the input.
    package let isTerminated: Bool

    package init(number: Int, content: Content, isTerminated: Bool) {
        self.number = number
        self.content = content
        self.isTerminated = isTerminated
    }
}
