import Diagnostics
import GoTemplate

/// Why a chart could not be rendered, in Helm's words, and where.
package struct HelmError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What Helm would say.
    package let description: String

    /// What went wrong, without the place.
    package var message: String

    /// The template it is in, such as `web/templates/deployment.yaml`.
    package var template: String?
    /// The line in it, from 1.
    package var line: Int?
    /// The column in the line, in bytes from 0 as Go counts it.
    package var column: Int?
    /// The templates that called one another, the outermost first.
    package var stack: [TemplateError.Frame] = []
    /// The text of that template, where it is known.
    package var source: [UInt8]?
    /// `; did you mean "..."?`, where the message is about a name that is not there; else empty.
    package var hint = ""
    /// What the template wrote, where that is not YAML.
    package var output: Output?
    /// The text that `tpl` was given, where the mistake is in that.
    package var text: Output?

    /// A text that is in no file, and the place in it that is wrong, from 1.
    package struct Output: Sendable, Hashable {
        package let text: [UInt8]
        package let line: Int
        package let column: Int?
    }

    package init(_ message: String, template: String? = nil) {
        description = message
        self.message = message
        self.template = template
    }

    package init(_ error: ChartError) { self.init(error.description) }

    private init(_ description: String, _ message: String, at error: TemplateError) {
        self.description = description
        self.message = message
        template = error.template
        line = error.line
        column = error.column
        stack = error.stack
    }

    /// The error of a text that is not a template.
    init(parsing file: String, _ error: TemplateError, source: [UInt8], of templates: TemplateSet) {
        self.init(parsing: file, error)
        self.source = source
        let functions = templates.functions.names + Builtins.functions.names
        hint = NearestName.hint(for: error.message, functions: functions, templates: templates.names)
    }

    private init(parsing file: String, _ error: TemplateError) {
        let parts = Self.parts(of: error.description)
        let last = parts.last ?? ""
        self.init("parse error at (\(parts.count > 1 ? parts[1] : file)): \(last)", error.message, at: error)
    }

    /// The error of a template that ran. What `fail` and `required` say stands alone.
    init(executing error: TemplateError, of templates: TemplateSet) {
        self.init(executing: error)
        let root = error.root
        // What include and tpl ran says more than that they failed. The text of tpl is in no file: what called it is.
        if root.text == nil {
            let place = error.stack.last
            template = root.template ?? place?.template ?? template
            line = root.line ?? place?.line ?? line
            column = root.column ?? place?.column ?? column
        } else {
            let caller = error.stack.last { $0.template != HelmFunctions.templateName }
            if let caller { (template, line, column) = (caller.template, caller.line, caller.column) }
            text = root.text.map { Output(text: $0, line: root.line ?? 1, column: root.column.map { $0 + 1 }) }
        }
        if message == error.message { message = root.message }
        source = template.flatMap { templates.tree(named: $0)?.source.bytes }
        let functions = templates.functions.names + Builtins.functions.names
        hint = NearestName.hint(for: root.message, functions: functions, templates: templates.names)
        if let nothing = root.absence {
            hint = NearestName.hint(forNil: nothing.name, isThere: nothing.isThere, among: nothing.known)
        }
    }

    private init(executing error: TemplateError) {
        let text = error.description
        let parts = Self.parts(of: text)
        guard error.kind != .missing, parts.count > 2, let warning = Warning.message(in: text) else {
            self.init(text, error.message, at: error)
            return
        }
        self.init("execution error at (\(parts[1])): \(warning)", warning, at: error)
    }

    private static func parts(of text: String) -> [String] {
        var parts: [String] = []
        var rest = text.utf8[...]
        while let colon = Bytes.first(": ".utf8, in: rest) {
            parts.append(String(Substring(rest[..<colon])))
            rest = rest[rest.index(colon, offsetBy: 2)...]
        }
        return parts + [String(Substring(rest))]
    }
}
