/// One thing that the linter found.
package struct Finding: Sendable, Hashable {
    /// What rule it goes against.
    package let rule: LintRule
    /// What is wrong and what to do, as a sentence.
    package let message: String
    /// Where: a path as it was given, or as it is below the templates' directory.
    package let file: String
    /// The line, from 1 on; nil where only the file is known.
    package let line: Int?
    /// The column in bytes, from 1 on; nil where only the line is known.
    package let column: Int?

    package init(_ rule: LintRule, _ message: String, file: String, line: Int? = nil, column: Int? = nil) {
        self.rule = rule
        self.message = message
        self.file = file
        self.line = line
        self.column = column
    }

    /// The same in a file of another name.
    package func moved(to file: String) -> Finding { Finding(rule, message, file: file, line: line, column: column) }

    /// The same with its file below a directory.
    package func below(_ directory: String) -> Finding {
        Finding(rule, message, file: directory.isEmpty ? file : "\(directory)/\(file)", line: line, column: column)
    }

    /// `web.yaml.tmpl:12:5`, as far as it is known.
    package var place: String { ([file] + [line, column].compactMap { $0.map(String.init) }).joined(separator: ":") }
}

extension Finding: Comparable {
    package static func < (left: Finding, right: Finding) -> Bool {
        (left.file, left.line ?? 0, left.column ?? 0, left.message) < (
            right.file, right.line ?? 0, right.column ?? 0, right.message
        )
    }
}
