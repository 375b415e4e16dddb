import GoTemplate

/// The functions that make a text of any values.
enum QuotingFunctions {
    static let functions: FunctionMap = ["quote": quote, "squote": squote, "cat": cat, "toString": toString]

    private static let quote = Function(parameters: [.any], isVariadic: true, result: .string) { arguments, _ in
        var output: [UInt8] = []
        for argument in arguments where argument.type != nil {
            if !output.isEmpty { output.append(UInt8(ascii: " ")) }
            TextOf.value(argument).withBytes { Quoting.appendQuoted($0, asciiOnly: false, to: &output) }
        }
        return .string(ByteString(output))
    }

    private static let squote = Function(parameters: [.any], isVariadic: true, result: .string) { arguments, _ in
        var output: [UInt8] = []
        for argument in arguments where argument.type != nil {
            if !output.isEmpty { output.append(UInt8(ascii: " ")) }
            output.append(UInt8(ascii: "'"))
            TextOf.appendPrinted(argument, to: &output)
            output.append(UInt8(ascii: "'"))
        }
        return .string(ByteString(output))
    }

    private static let cat = Function(parameters: [.any], isVariadic: true, result: .string) { arguments, _ in
        var output: [UInt8] = []
        var isFirst = true
        for argument in arguments where argument.type != nil {
            if !isFirst { output.append(UInt8(ascii: " ")) }
            isFirst = false
            TextOf.appendPrinted(argument, to: &output)
        }
        return .string(ByteString(output))
    }

    private static let toString = Function(parameters: [.any], result: .string) { arguments, _ in
        .string(TextOf.value(arguments[0]))
    }
}
