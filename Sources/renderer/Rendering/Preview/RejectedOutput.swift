import Diagnostics

/// What a template wrote, where that is no object.
package struct RejectedOutput: Sendable, Equatable {
    /// The whole text that the template wrote.
    package var text: [UInt8]
    /// The line in it that is wrong, from 1.
    package let line: Int
    /// The column in that line, in bytes from 1.
    package let column: Int?

    init(_ text: [UInt8] = [], line: Int, column: Int? = nil) {
        self.text = text
        self.line = line
        self.column = column
    }

    /// The line with a caret below the place; nil if that is not in the text.
    package var excerpt: String? { SourceExcerpt.text(of: text, line: line, column: column) }

    /// The whole text with the numbers of its lines, the wrong one marked.
    package var numbered: String { SourceExcerpt.numbered(text, marking: line) }
}
