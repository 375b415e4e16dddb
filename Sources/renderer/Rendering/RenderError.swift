import Events

/// Why a custom resource could not be rendered: what is wrong, and where in the templates or in their output.
package struct RenderError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, as a sentence without its place.
    package var message: String
    /// The template it is in.
    package var template: String?
    /// The line in that template, from 1.
    package var line: Int?
    /// The column in that line, in bytes from 1.
    package var column: Int?
    /// The templates that were being executed, the outermost first.
    package var stack: [String]
    /// The line of the template with a caret below the place, for people.
    package var excerpt: String?
    /// What a template wrote that cannot be used. It may show what is secret, and so is for the person who renders by hand alone.
    package var output: RejectedOutput?
    /// What objects of the cluster templates had looked up by then.
    package var lookups: Set<SourceKind> = []

    package init(_ message: String, template: String? = nil, line: Int? = nil, column: Int? = nil, stack: [String] = []) {
        self.message = message
        self.template = template
        self.line = line
        self.column = column
        self.stack = stack
    }

    /// `templates/web.yaml.tmpl:12:5: MESSAGE`, as far as the place is known.
    package var description: String {
        guard let template else { return message }
        var place = template
        if let line { place += ":\(line)" }
        if line != nil, let column { place += ":\(column)" }
        return "\(place): \(message)"
    }
}

extension RenderError {
    /// For a person at a terminal: the description, the lines it is about, and which template called which.
    package var explanation: String {
        var lines = [description]
        if let excerpt { lines.append(excerpt) }
        if let shown = output?.excerpt { lines += ["  which wrote:", shown] }
        lines += stack.dropLast().reversed().map { "  called from \($0)" }
        return lines.joined(separator: "\n")
    }
}
