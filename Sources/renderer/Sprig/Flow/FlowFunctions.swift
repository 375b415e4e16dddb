import GoTemplate

/// `fail`, which ends the template, and `hello`.
enum FlowFunctions {
    static let functions: FunctionMap = ["fail": fail, "hello": hello]

    private static let fail = Function(parameters: [.string], result: .string, returnsError: true) {
        arguments, _ throws(FunctionError) in
        throw FunctionError(arguments.text(0).description)
    }

    private static let hello = Function(parameters: [], result: .string) { _, _ in .string("Hello!") }
}
