/// One thing that is wrong with a configuration: where, what, and what to do.
package struct ConfigurationProblem: Sendable, Hashable, CustomStringConvertible {
    /// The file, as it was named; nil: the flags.
    package let file: String?
    /// The line, from 1; nil: the file as a whole.
    package let line: Int?
    /// The column in characters, from 1.
    package let column: Int?
    /// A sentence.
    package let message: String

    package init(file: String? = nil, line: Int? = nil, column: Int? = nil, _ message: String) {
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    /// `pipeline.yaml:7:5: spec.wacher is not known: did you mean "watcher"?`
    package var description: String {
        guard let file else { return message }
        guard let line else { return "\(file): \(message)" }
        guard let column else { return "\(file):\(line): \(message)" }
        return "\(file):\(line):\(column): \(message)"
    }
}
