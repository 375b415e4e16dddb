import GoTemplate

/// The functions that tell what a value is.
enum ReflectionFunctions {
    static let functions: FunctionMap = [
        "typeOf": typeOf, "typeIs": typeIs, "typeIsLike": typeIsLike, "kindOf": kindOf, "kindIs": kindIs,
        "deepEqual": deepEqual,
    ]

    private static let typeOf = Function(parameters: [.any], result: .string) { arguments, _ in
        .string(typeName(arguments[0]))
    }

    private static let typeIs = Function(parameters: [.string, .any], result: .bool) { arguments, _ in
        .bool(arguments.text(0) == typeName(arguments[1]))
    }

    private static let typeIsLike = Function(parameters: [.string, .any], result: .bool) { arguments, _ in
        let type = typeName(arguments[1])
        let target = arguments.text(0)
        return .bool(type == target || type == ByteString("*\(target)"))
    }

    private static let kindOf = Function(parameters: [.any], result: .string) { arguments, _ in
        .text(arguments[0].kind.rawValue)
    }

    private static let kindIs = Function(parameters: [.string, .any], result: .bool) { arguments, _ in
        .bool(arguments.text(0) == ByteString(arguments[1].kind.rawValue))
    }

    private static let deepEqual = Function(parameters: [.any, .any], result: .bool) {
        arguments, _ throws(FunctionError) in
        .bool(try DeepEquality.areEqual(arguments[0], arguments[1]))
    }

    private static func typeName(_ value: Value) -> ByteString {
        switch value {
        case .string: "string"
        case .bool: "bool"
        case .map(let map) where map.type == .object: "map[string]interface {}"
        case .list(let list) where list.type == .list: "[]interface {}"
        default: ByteString(value.type?.description ?? "<nil>")
        }
    }
}
