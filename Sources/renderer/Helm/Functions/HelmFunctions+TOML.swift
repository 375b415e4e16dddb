import GoTemplate

extension HelmFunctions {
    static let toml: FunctionMap = ["toToml": toToml, "fromToml": fromToml]

    private static let toToml = Function(parameters: [.any], result: .string) { arguments, execution throws(FunctionError) in
        let output: [UInt8]
        do throws(FunctionError) { output = try TOMLWriter.text(of: arguments[0]) } catch { return .text(error.message) }
        try execution.charge(bytes: output.count)
        return .string(ByteString(output))
    }

    private static let fromToml = Function(parameters: [.string], result: .object) { arguments, _ in
        do throws(TOMLError) {
            return .map(try TOMLReader.map(of: text(arguments[0]).bytes))
        } catch {
            return .map(GoMap([("Error", .text(error.description))]))
        }
    }
}
