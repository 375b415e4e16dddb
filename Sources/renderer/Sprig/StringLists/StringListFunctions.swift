import GoTemplate

/// The functions between texts and lists of texts.
enum StringListFunctions {
    static let functions: FunctionMap = [
        "join": join, "split": split, "splitn": splitn, "splitList": splitList, "toStrings": toStrings,
        "sortAlpha": sortAlpha,
    ]

    private static let join = Function(parameters: [.string, .any], result: .string) {
        arguments, execution throws(FunctionError) in
        .string(try StringList.joined(arguments[1], with: arguments.text(0), execution))
    }

    private static let split = Function(parameters: [.string, .string], result: .map(key: .string, element: .string)) {
        arguments, execution throws(FunctionError) in
        try numbered(Splitting.parts(of: arguments.text(1), by: arguments.text(0)), execution)
    }

    private static let splitn = Function(
        parameters: [.string, .int, .string], result: .map(key: .string, element: .string)
    ) { arguments, execution throws(FunctionError) in
        let limit = arguments.integer(1)
        let parts = Splitting.parts(of: arguments.text(2), by: arguments.text(0), limit: limit < 0 ? nil : limit)
        return try numbered(parts, execution)
    }

    private static let splitList = Function(parameters: [.string, .string], result: .slice(.string)) {
        arguments, execution throws(FunctionError) in
        let parts = Splitting.parts(of: arguments.text(1), by: arguments.text(0))
        try execution.charge(bytes: parts.count &* ListOf.elementBytes)
        return .list(GoList(strings: parts))
    }

    private static let toStrings = Function(parameters: [.any], result: .slice(.string)) {
        arguments, execution throws(FunctionError) in
        if case .list(let list) = arguments[0], list.type == .slice(.string) { return arguments[0] }
        let texts = StringList.of(arguments[0])
        try execution.charge(bytes: texts.count &* ListOf.elementBytes)
        return .list(GoList(strings: texts))
    }

    private static let sortAlpha = Function(parameters: [.any], result: .slice(.string)) {
        arguments, execution throws(FunctionError) in
        guard case .list(let list) = arguments[0].underlying else {
            return .list(GoList(strings: [TextOf.value(arguments[0])]))
        }
        if list.isNil, list.type == .slice(.string) { return arguments[0] }
        let texts = StringList.sorted(list)
        try execution.charge(bytes: texts.count &* ListOf.elementBytes)
        return .list(GoList(texts, type: .slice(.string)))
    }

    /// The parts by the names `_0`, `_1` and so on.
    private static func numbered(_ parts: [ByteString], _ execution: Execution) throws(FunctionError) -> Value {
        try execution.charge(bytes: parts.count &* 4 &* ListOf.elementBytes)
        let map = GoMap(type: .map(key: .string, element: .string))
        for (position, part) in parts.enumerated() {
            var name = [UInt8(ascii: "_")]
            DecimalInteger.append(Int64(position), to: &name)
            map.set(.string(part), for: .string(ByteString(name)))
        }
        return .map(map)
    }
}
