import Diagnostics
import GoTemplate

extension RenderError {
    /// The failure of a template, with its place from 1 on and the templates on the way to it.
    ///
    /// - Parameters:
    ///   - functions: The names of all functions, for a name that is not among them.
    ///   - templates: The names of all templates.
    ///   - source: The text of the template that the error is in.
    init(_ error: TemplateError, functions: [String], templates: [String], source: [UInt8]?) {
        self.init(
            error.message + Self.hint(error.message, functions: functions, templates: templates), template: error.template,
            line: error.line, column: error.column.map { $0 + 1 }, stack: error.stack.map(\.description))
        if let line, let source { excerpt = SourceExcerpt.text(of: source, line: line, column: column) }
    }

    /// What somebody meant to write, where the message says that there is no such function or template.
    private static func hint(_ message: String, functions: [String], templates: [String]) -> String {
        for (before, known) in [("function \"", functions), ("template \"", templates)] {
            guard message.hasPrefix(before), message.hasSuffix("\" not defined") else { continue }
            let name = message.dropFirst(before.count).dropLast("\" not defined".count)
            return NearestName.find(String(name), among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        }
        return ""
    }
}
