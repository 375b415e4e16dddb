import GoTemplate
import JSON

extension HelmFunctions {
    static let calling: FunctionMap = [
        "include": include, "tpl": tpl, "required": required, "fail": fail, "lookup": lookup,
    ]

    /// What texts that `tpl` parses are called in errors, and the set of all templates too.
    static let templateName = "gotpl"

    private static let include = Function(parameters: [.string, .any], result: .string, returnsError: true) {
        arguments, execution throws(FunctionError) in
        .string(ByteString(try execution.render(text(arguments[0]).description, data: arguments[1])))
    }

    private static let tpl = Function(parameters: [.string, .any], result: .string, returnsError: true) {
        arguments, execution throws(FunctionError) in
        let source = text(arguments[0])
        let environment = execution.environment as? any ChartEnvironment
        if let refusal = environment?.refusal(of: source) { throw FunctionError(refusal) }
        do throws(FunctionError) {
            let output = try execution.render(source: source, name: templateName, data: arguments[1])
            return .string(ByteString(NoValue.removed(from: output)))
        } catch {
            let quoted = Quoting.quoted(source.description)
            // An error of the text's own parsing names no template that ran.
            let cause = error.templateError
            let isSyntax = cause?.kind == .syntax && cause?.name == nil
            let prefix = isSyntax ? "cannot parse template \(quoted)" : "error during tpl function execution for \(quoted)"
            throw FunctionError("\(prefix): \(error.message)", from: error, text: source.bytes)
        }
    }

    private static let required = Function(parameters: [.string, .any], returnsError: true) {
        arguments, _ throws(FunctionError) in
        switch arguments[1] {
        case .invalid, .null: throw Warning.error(text(arguments[0]).description)
        case .string(let text) where text.isEmpty: throw Warning.error(HelmFunctions.text(arguments[0]).description)
        default: return arguments[1]
        }
    }

    private static let fail = Function(parameters: [.string], result: .string, returnsError: true) {
        arguments, _ throws(FunctionError) in
        throw Warning.error(text(arguments[0]).description)
    }

    private static let lookup = Function(parameters: [.string, .string, .string, .string], result: .object, returnsError: true) {
        arguments, execution throws(FunctionError) in
        guard let environment = execution.environment as? any ChartEnvironment else { return .map(GoMap()) }
        let names = arguments.map { text($0).description }
        let found = try environment.lookup(names[0], names[1], names[2], names[3])
        return found.map { Value(.object($0)) } ?? .map(GoMap())
    }
}
