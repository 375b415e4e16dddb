import GoTemplate

/// Arithmetic with `int64`, to which each operand is converted first; what overflows wraps around.
enum IntegerFunctions {
    static let functions: FunctionMap = [
        "add": add, "add1": add1, "sub": sub, "mul": mul, "div": div, "mod": mod, "max": max, "biggest": max, "min": min,
    ]

    private static let add = Function(parameters: [.any], isVariadic: true, result: .int64) { arguments, _ in
        var sum: Int64 = 0
        for argument in arguments { sum &+= Cast.int64(argument) }
        return .int64(sum)
    }

    private static let add1 = Function(parameters: [.any], result: .int64) { arguments, _ in
        .int64(Cast.int64(arguments[0]) &+ 1)
    }

    private static let sub = Function(parameters: [.any, .any], result: .int64) { arguments, _ in
        .int64(Cast.int64(arguments[0]) &- Cast.int64(arguments[1]))
    }

    private static let mul = Function(parameters: [.any, .any], isVariadic: true, result: .int64) { arguments, _ in
        var product: Int64 = 1
        for argument in arguments { product &*= Cast.int64(argument) }
        return .int64(product)
    }

    private static let div = Function(parameters: [.any, .any], result: .int64) { arguments, _ throws(FunctionError) in
        let divisor = Cast.int64(arguments[1])
        guard divisor != 0 else { throw .divisionByZero }
        return .int64(Cast.int64(arguments[0]).dividedReportingOverflow(by: divisor).partialValue)
    }

    private static let mod = Function(parameters: [.any, .any], result: .int64) { arguments, _ throws(FunctionError) in
        let divisor = Cast.int64(arguments[1])
        guard divisor != 0 else { throw .divisionByZero }
        return .int64(Cast.int64(arguments[0]).remainderReportingOverflow(dividingBy: divisor).partialValue)
    }

    private static let max = Function(parameters: [.any, .any], isVariadic: true, result: .int64) { arguments, _ in
        .int64(arguments.lazy.map(Cast.int64).max() ?? 0)
    }

    private static let min = Function(parameters: [.any, .any], isVariadic: true, result: .int64) { arguments, _ in
        .int64(arguments.lazy.map(Cast.int64).min() ?? 0)
    }
}
