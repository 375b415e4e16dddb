/// A function that templates can call: how it is declared in Go's terms, and what it does.
///
/// The caller checks the number and the types of the arguments against the declaration, with Go's error texts, before the
/// function sees them. Arguments of a variadic function follow one another in the same array.
///
/// ```swift
/// let upper = Function(parameters: [.string], result: .string) { arguments, _ throws(FunctionError) in
///     guard case .string(let text) = arguments[0].underlying else { return .text("") }
///     return .text(text.description.uppercased())
/// }
/// ```
public final class Function: Sendable {
    /// What a function does with its arguments.
    public typealias Body = @Sendable (_ arguments: [Value], _ execution: Execution) throws(FunctionError) -> Value

    /// The declared types; that of a variadic function's rest is the last one.
    public let parameters: [GoType]

    /// Whether the last parameter stands for any number of arguments, also none.
    public let isVariadic: Bool

    /// The declared type of the result.
    public let result: GoType

    /// Whether Go's function returns an error too; it shows only in the function's type.
    public let returnsError: Bool

    private let body: Body

    /// Declares a function.
    ///
    /// - Parameters:
    ///   - parameters: The declared types, in order; with `isVariadic` the last one is that of each further argument.
    ///   - isVariadic: Whether any number of arguments of the last type may follow.
    ///   - result: The declared type of the result; `.any` for `interface {}`.
    ///   - returnsError: Whether Go's function returns an error as well.
    ///   - body: What the function does; the types of the arguments are as declared.
    public init(
        parameters: [GoType], isVariadic: Bool = false, result: GoType = .any, returnsError: Bool = false, body: @escaping Body
    ) {
        self.parameters = parameters
        self.isVariadic = isVariadic
        self.result = result
        self.returnsError = returnsError
        self.body = body
    }

    /// The number of arguments that must be there.
    public var minimumCount: Int { isVariadic ? parameters.count - 1 : parameters.count }

    /// The declared type of the argument at a position.
    public func parameter(at position: Int) -> GoType {
        isVariadic && position >= parameters.count - 1 ? parameters[parameters.count - 1] : parameters[position]
    }

    /// The function's type, such as `func(string, ...interface {}) string`.
    public var type: GoType {
        var types = parameters
        if isVariadic, let last = types.popLast() { types.append(.slice(last)) }
        return .function(parameters: types, isVariadic: isVariadic, results: returnsError ? [result, .error] : [result])
    }

    /// Calls the function with arguments that fit its declaration.
    @inline(__always)
    public func call(_ arguments: [Value], _ execution: Execution) throws(FunctionError) -> Value {
        try body(arguments, execution)
    }
}
