import GoTemplate

/// The functions whose text depends on a number, and `replace`.
enum SizedTextFunctions {
    static let functions: FunctionMap = [
        "repeat": repeated, "indent": indent, "nindent": nindent, "trunc": trunc, "substr": substr, "abbrev": abbrev,
        "abbrevboth": abbrevboth, "wrap": wrap, "wrapWith": wrapWith, "replace": replace, "plural": plural,
    ]

    private static let repeated = Function(parameters: [.int, .string], result: .string) {
        arguments, execution throws(FunctionError) in
        .string(try Repeating.repeated(arguments.text(1), arguments.integer(0), execution))
    }

    private static let indent = Function(parameters: [.int, .string], result: .string) {
        arguments, execution throws(FunctionError) in
        .string(try Repeating.indented(arguments.text(1), arguments.integer(0), execution))
    }

    private static let nindent = Function(parameters: [.int, .string], result: .string) {
        arguments, execution throws(FunctionError) in
        .string(try Repeating.indented(arguments.text(1), arguments.integer(0), isOnNewLine: true, execution))
    }

    private static let trunc = Function(parameters: [.int, .string], result: .string) { arguments, _ in
        .string(Cutting.truncated(arguments.text(1), to: arguments.integer(0)))
    }

    private static let substr = Function(parameters: [.int, .int, .string], result: .string) {
        arguments, _ throws(FunctionError) in
        .string(try Cutting.substring(arguments.text(2), arguments.integer(0), arguments.integer(1)))
    }

    private static let abbrev = Function(parameters: [.int, .string], result: .string) { arguments, _ in
        let width = arguments.integer(0)
        return width < 4 ? arguments[1] : .string(Cutting.abbreviated(arguments.text(1), to: width))
    }

    private static let abbrevboth = Function(parameters: [.int, .int, .string], result: .string) { arguments, _ in
        let offset = arguments.integer(0)
        let width = arguments.integer(1)
        if width < 4 || offset > 0 && width < 7 { return arguments[2] }
        return .string(Cutting.abbreviatedAtBothEnds(arguments.text(2), from: offset, to: width))
    }

    private static let wrap = Function(parameters: [.int, .string], result: .string) {
        arguments, execution throws(FunctionError) in
        let wrapped = try Wrapping.wrapped(
            arguments.text(1), width: arguments.integer(0), lineEnd: "", breaksWords: false, execution)
        return .string(wrapped)
    }

    private static let wrapWith = Function(parameters: [.int, .string, .string], result: .string) {
        arguments, execution throws(FunctionError) in
        let wrapped = try Wrapping.wrapped(
            arguments.text(2), width: arguments.integer(0), lineEnd: arguments.text(1), breaksWords: true, execution)
        return .string(wrapped)
    }

    private static let replace = Function(parameters: [.string, .string, .string], result: .string) {
        arguments, execution throws(FunctionError) in
        .string(try Replacing.all(arguments.text(0), with: arguments.text(1), in: arguments.text(2), execution))
    }

    private static let plural = Function(parameters: [.string, .string, .int], result: .string) { arguments, _ in
        arguments.integer(2) == 1 ? arguments[0] : arguments[1]
    }
}
