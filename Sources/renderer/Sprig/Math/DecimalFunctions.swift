import GoTemplate

/// Arithmetic with `float64`, in decimals so that 0.1 and 0.2 are 0.3.
enum DecimalFunctions {
    static let functions: FunctionMap = ["addf": addf, "add1f": add1f, "subf": subf, "mulf": mulf, "divf": divf]

    private typealias Operation = @Sendable (DecimalNumber, DecimalNumber) throws(FunctionError) -> DecimalNumber

    private static let addf = Function(parameters: [.any], isVariadic: true, result: .float64) {
        arguments, _ throws(FunctionError) in
        var sum = try DecimalNumber(0)
        for argument in arguments { sum = sum + (try DecimalNumber(Cast.float64(argument))) }
        return .float64(sum.double)
    }

    private static let add1f = Function(parameters: [.any], result: .float64) { arguments, _ throws(FunctionError) in
        .float64((try DecimalNumber(Cast.float64(arguments[0])) + DecimalNumber(1)).double)
    }

    private static let subf = folding { left, right in left - right }
    private static let mulf = folding { left, right in left * right }
    private static let divf = folding { left, right throws(FunctionError) in try left / right }

    private static func folding(_ operation: @escaping Operation) -> Function {
        Function(parameters: [.any, .any], isVariadic: true, result: .float64) { arguments, _ throws(FunctionError) in
            var number = try DecimalNumber(Cast.float64(arguments[0]))
            for argument in arguments.dropFirst() {
                number = try operation(number, DecimalNumber(Cast.float64(argument)))
            }
            return .float64(number.double)
        }
    }
}
