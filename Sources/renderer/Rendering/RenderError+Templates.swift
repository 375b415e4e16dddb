import Diagnostics
import GoTemplate

extension RenderError {
    /// `web.yaml.tmpl:12:5 (labels)`, where everything is counted from 1 as in errors.
    static func place(_ frame: TemplateError.Frame) -> String {
        "\(frame.template):\(frame.line):\(frame.column + 1) (\(frame.name))"
    }

    /// The failure of a template, with its place from 1 on and the templates on the way to it.
    ///
    /// - Parameters:
    ///   - functions: The names of all functions, for a name that is not among them.
    ///   - templates: The names of all templates.
    ///   - source: The text of the template that the error is in.
    init(_ error: TemplateError, functions: [String], templates: [String], source: [UInt8]?) {
        var hint = NearestName.hint(for: error.message, functions: functions, templates: templates)
        if let nothing = error.absence {
            hint = NearestName.hint(forNil: nothing.name, isThere: nothing.isThere, among: nothing.known)
        }
        self.init(
            error.message + hint,
            template: error.template,
            line: error.line, column: error.column.map { $0 + 1 }, stack: error.stack.map(Self.place))
        if let line, let source { excerpt = SourceExcerpt.text(of: source, line: line, column: column) }
    }
}
