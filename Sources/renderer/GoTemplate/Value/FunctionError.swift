/// Why a function could not answer: the text of the error that Go's function would return.
///
/// The executor puts the place and the function's name before it: `error calling index: MESSAGE`.
public struct FunctionError: Error, Sendable, Hashable {
    /// What Go's error says.
    public let message: String

    /// The error of a template that the function ran.
    let cause: TemplateError?

    /// The error of a template that the function ran, if that is what went wrong.
    public var templateError: TemplateError? { cause }

    /// The limit that the function hit.
    let limit: ExecutionLimit?

    /// Whether a limit was hit, which ends the run: a function that answers something else in place of errors passes it on.
    public var isLimit: Bool { limit != nil }

    /// A failure in the words that Go's function would use.
    public init(_ message: String) {
        self.message = message
        cause = nil
        limit = nil
    }

    /// Passes on the error of a template that the function ran.
    public init(_ cause: TemplateError) {
        message = cause.description
        self.cause = cause
        limit = nil
    }

    /// The error of a template that the function ran, said in other words; a limit that was hit stays one.
    ///
    /// - Parameters:
    ///   - message: The words.
    ///   - error: What the template ended with.
    ///   - text: The template's text, where the function parsed it; nil if it belongs to the set.
    public init(_ message: String, from error: FunctionError, text: [UInt8]? = nil) {
        self.message = message
        cause = text.map { text in error.cause.map { $0.showing(text) } } ?? error.cause
        limit = error.limit
    }

    /// The error of a bound of the run that the function would exceed; it ends the run.
    package init(limit: ExecutionLimit, _ message: String) {
        self.message = message
        cause = nil
        self.limit = limit
    }
}

extension FunctionError: CustomStringConvertible {
    /// The message.
    public var description: String { message }
}
