/// What is wrong with a template, or went wrong while it ran, and where.
///
/// `description` is the text that Go's text/template would give; the properties hold its parts.
///
/// ```swift
/// // template: web.tmpl:3:8: executing "web.tmpl" at <.spec.size>: can't evaluate field size in type string
/// error.template  // "web.tmpl"
/// error.line      // 3
/// error.column    // 8
/// error.context   // ".spec.size"
/// error.message   // "can't evaluate field size in type string"
/// ```
public struct TemplateError: Error, Sendable {
    /// What sort of failure it is.
    public enum Kind: Sendable, Hashable {
        /// The text is not a template.
        case syntax
        /// An action failed on the data it was given.
        case execution
        /// The template that was asked for does not exist or is empty.
        case missing
        /// A limit was hit.
        case limit(ExecutionLimit)
        /// The task that ran the template was cancelled.
        case cancelled
    }

    /// A template on the way to the failure: which one, and where it called the next, or failed.
    public struct Frame: Sendable, Hashable, CustomStringConvertible {
        /// The name of the template that ran.
        public let name: String
        /// The name under which its text was parsed, such as the file's.
        public let template: String
        /// The line, from 1 on.
        public let line: Int
        /// The column in bytes, from 0 on as Go counts it.
        public let column: Int

        /// A place in a template, whose column is counted from 0.
        public init(name: String, template: String, line: Int, column: Int) {
            self.name = name
            self.template = template
            self.line = line
            self.column = column
        }

        /// `web.yaml.tmpl:12:4 (labels)`
        public var description: String { "\(template):\(line):\(column) (\(name))" }
    }

    /// The parts, behind one reference so that a throwing call costs one register.
    private final class Parts: Sendable {
        let kind: Kind
        let message: String
        let template: String?
        let name: String?
        let line: Int?
        let column: Int?
        let context: String?
        let stack: [Frame]
        let cause: TemplateError?
        let text: [UInt8]?
        let absence: Absence?

        init(
            kind: Kind, message: String, template: String?, name: String?, line: Int?, column: Int?, context: String?,
            stack: [Frame], cause: TemplateError?, text: [UInt8]?, absence: Absence?
        ) {
            self.kind = kind
            self.message = message
            self.template = template
            self.name = name
            self.line = line
            self.column = column
            self.context = context
            self.stack = stack
            self.cause = cause
            self.text = text
            self.absence = absence
        }
    }

    private let parts: Parts

    /// Describes a failure; `line` and what follows are left out where they are not known.
    public init(
        kind: Kind, message: String, template: String? = nil, name: String? = nil, line: Int? = nil, column: Int? = nil,
        context: String? = nil, stack: [Frame] = []
    ) {
        self.init(
            kind: kind, message: message, template: template, name: name, line: line, column: column, context: context,
            stack: stack, cause: nil, text: nil)
    }

    init(
        kind: Kind, message: String, template: String?, name: String?, line: Int?, column: Int?, context: String?,
        stack: [Frame], cause: TemplateError?, text: [UInt8]?, absence: Absence? = nil
    ) {
        parts = Parts(
            kind: kind, message: message, template: template, name: name, line: line, column: column, context: context,
            stack: stack, cause: cause, text: text, absence: absence)
    }

    /// What sort of failure it is.
    public var kind: Kind { parts.kind }

    /// What went wrong, without the place.
    public var message: String { parts.message }

    /// The name under which the text was parsed, such as the file's.
    public var template: String? { parts.template }

    /// The name of the template that ran, which a `define` in the text may have given.
    public var name: String? { parts.name }

    /// The line, from 1 on.
    public var line: Int? { parts.line }

    /// The column in bytes, from 0 on as Go counts it. Go tells none for a syntax error.
    public var column: Int? { parts.column }

    /// The part of the template that failed, as Go writes it.
    public var context: String? { parts.context }

    /// The templates that called one another, the outermost first, the one that failed last.
    public var stack: [Frame] { parts.stack }

    /// The failure of a template that a function ran, such as Helm's `include`, if that is what went wrong.
    public var cause: TemplateError? { parts.cause }

    /// Where it began: the last of the causes, or this one if it has none.
    public var root: TemplateError {
        var root = self
        while let cause = root.cause { root = cause }
        return root
    }

    /// The text of the template where that belongs to no set, because a function parsed it.
    public var text: [UInt8]? { parts.text }

    /// What was nil, where a field of it was asked for and that is what went wrong.
    public var absence: Absence? { parts.absence }

    /// The same with the text that the root is in, unless that is known.
    func showing(_ text: [UInt8]) -> TemplateError {
        TemplateError(
            kind: kind, message: message, template: template, name: name, line: line, column: column, context: context,
            stack: stack, cause: cause?.showing(text), text: cause == nil ? self.text ?? text : self.text, absence: absence)
    }

    /// The same with what was nil.
    func lacking(_ absence: Absence) -> TemplateError {
        TemplateError(
            kind: kind, message: message, template: template, name: name, line: line, column: column, context: context,
            stack: stack, cause: cause, text: text, absence: absence)
    }
}

extension TemplateError: CustomStringConvertible {
    /// What Go would say: `template: web.yaml.tmpl:12:4: executing "labels" at <.x>: ...`
    public var description: String {
        guard let template else { return "template: \(message)" }
        guard let line else { return "template: \(template): \(message)" }
        guard let column, let name else { return "template: \(template):\(line): \(message)" }
        let quoted = Quoting.quoted(name)
        return "template: \(template):\(line):\(column): executing \(quoted) at <\(context ?? "")>: \(message)"
    }
}

extension TemplateError: Hashable {
    /// Whether both say the same of the same place.
    public static func == (left: TemplateError, right: TemplateError) -> Bool {
        left.kind == right.kind && left.description == right.description && left.stack == right.stack
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(description)
    }
}
