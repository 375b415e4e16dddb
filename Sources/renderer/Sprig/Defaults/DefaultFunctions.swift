import GoTemplate

/// The functions that decide by whether values are empty: zero, nil, or without elements.
enum DefaultFunctions {
    static let functions: FunctionMap = [
        "default": defaultValue, "empty": empty, "coalesce": coalesce, "all": allFilled, "any": anyFilled,
        "ternary": ternary,
    ]

    private static let defaultValue = Function(parameters: [.any, .any], isVariadic: true) { arguments, _ in
        arguments.count > 1 && arguments[1].isTrue ? arguments[1] : arguments[0]
    }

    private static let empty = Function(parameters: [.any], result: .bool) { arguments, _ in .bool(!arguments[0].isTrue) }

    private static let coalesce = Function(parameters: [.any], isVariadic: true) { arguments, _ in
        arguments.first(where: \.isTrue) ?? .null
    }

    private static let allFilled = Function(parameters: [.any], isVariadic: true, result: .bool) { arguments, _ in
        .bool(arguments.allSatisfy(\.isTrue))
    }

    private static let anyFilled = Function(parameters: [.any], isVariadic: true, result: .bool) { arguments, _ in
        .bool(arguments.contains(where: \.isTrue))
    }

    private static let ternary = Function(parameters: [.any, .any, .bool]) { arguments, _ in
        arguments.bool(2) ? arguments[0] : arguments[1]
    }
}
