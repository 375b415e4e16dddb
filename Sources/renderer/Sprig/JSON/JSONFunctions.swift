import GoTemplate

/// The functions between values and JSON. Those that begin with `must` fail where the others give nothing.
enum JSONFunctions {
    static let functions: FunctionMap = [
        "toJson": lenient(), "toPrettyJson": lenient(isIndented: true), "mustToJson": strict(),
        "mustToPrettyJson": strict(isIndented: true), "toRawJson": strict(escapesHTML: false, returnsError: false),
        "mustToRawJson": strict(escapesHTML: false), "fromJson": fromJson, "mustFromJson": mustFromJson,
    ]

    private static func lenient(isIndented: Bool = false) -> Function {
        Function(parameters: [.any], result: .string) { arguments, execution throws(FunctionError) in
            var writer = GoJSONWriter(isIndented: isIndented, execution)
            do throws(FunctionError) {
                try writer.write(arguments[0])
            } catch {
                if error.isLimit { throw error }
                return .string("")
            }
            return .string(ByteString(writer.output))
        }
    }

    private static func strict(
        escapesHTML: Bool = true, isIndented: Bool = false, returnsError: Bool = true
    ) -> Function {
        Function(parameters: [.any], result: .string, returnsError: returnsError) {
            arguments, execution throws(FunctionError) in
            var writer = GoJSONWriter(escapesHTML: escapesHTML, isIndented: isIndented, execution)
            try writer.write(arguments[0])
            return .string(ByteString(writer.output))
        }
    }

    private static let fromJson = Function(parameters: [.string]) { arguments, execution throws(FunctionError) in
        let text = arguments.text(0)
        try execution.charge(bytes: text.count)
        do {
            return try GoJSONReader.read(text).value
        } catch {
            return .null
        }
    }

    private static let mustFromJson = Function(parameters: [.string], returnsError: true) {
        arguments, execution throws(FunctionError) in
        let text = arguments.text(0)
        try execution.charge(bytes: text.count)
        let (value, error) = try GoJSONReader.read(text)
        if let error { throw error }
        return value
    }
}
