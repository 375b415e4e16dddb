import GoTemplate

/// The functions that make maps of strings to values, change them in place, and choose among their entries.
enum DictionaryFunctions {
    static let functions: FunctionMap = [
        "dict": dict, "get": get, "set": set, "unset": unset, "hasKey": hasKey, "pluck": pluck, "keys": keys,
        "values": values, "pick": pick, "omit": omit, "dig": dig,
    ]

    /// How much memory an entry is counted as.
    private static let entryBytes = 64

    private static let dict = Function(parameters: [.any], isVariadic: true, result: .object) {
        arguments, execution throws(FunctionError) in
        try execution.charge(bytes: arguments.count &* entryBytes)
        let map = GoMap()
        for position in stride(from: 0, to: arguments.count, by: 2) {
            let value = position + 1 < arguments.count ? arguments[position + 1] : .string("")
            map.set(value, for: .string(TextOf.value(arguments[position])))
        }
        return .map(map)
    }

    private static let get = Function(parameters: [.object, .string]) { arguments, _ in
        arguments.map(0).value(for: arguments.text(1)) ?? .string("")
    }

    private static let set = Function(parameters: [.object, .string, .any], result: .object) {
        arguments, execution throws(FunctionError) in
        try execution.charge(bytes: entryBytes)
        guard arguments.map(0).set(arguments[2], for: arguments[1].underlying) else { throw .nilMapEntry }
        return arguments[0]
    }

    private static let unset = Function(parameters: [.object, .string], result: .object) { arguments, _ in
        arguments.map(0).remove(.string(arguments.text(1)))
        return arguments[0]
    }

    private static let hasKey = Function(parameters: [.object, .string], result: .bool) { arguments, _ in
        .bool(arguments.map(0).value(for: arguments.text(1)) != nil)
    }

    private static let pluck = Function(parameters: [.string, .object], isVariadic: true, result: .list) { arguments, _ in
        let key = arguments.text(0)
        return .list(GoList((1..<max(1, arguments.count)).compactMap { arguments.map($0).value(for: key) }))
    }

    /// The keys of one map after another, each map's sorted, which Go gives in no order.
    private static let keys = Function(parameters: [.object], isVariadic: true, result: .slice(.string)) {
        arguments, execution throws(FunctionError) in
        var keys: [Value] = []
        for position in arguments.indices { keys += arguments.map(position).sortedEntries.map(\.key) }
        try execution.charge(bytes: keys.count &* ListOf.elementBytes)
        return .list(GoList(keys, type: .slice(.string)))
    }

    /// The values in the order of their keys, which Go gives in no order.
    private static let values = Function(parameters: [.object], result: .list) {
        arguments, execution throws(FunctionError) in
        try ListOf.new(arguments.map(0).sortedEntries.map(\.value), execution)
    }

    private static let pick = Function(parameters: [.object, .string], isVariadic: true, result: .object) {
        arguments, execution throws(FunctionError) in
        let map = arguments.map(0)
        let picked = GoMap()
        for key in arguments.dropFirst() {
            guard let value = map.value(for: key.underlying) else { continue }
            picked.set(value, for: key.underlying)
        }
        try execution.charge(bytes: picked.count &* entryBytes)
        return .map(picked)
    }

    private static let omit = Function(parameters: [.object, .string], isVariadic: true, result: .object) {
        arguments, execution throws(FunctionError) in
        let omitted = Set(arguments.indices.dropFirst().map { arguments.text($0) })
        let rest = GoMap()
        for (key, value) in arguments.map(0).sortedEntries {
            if case .string(let name) = key, omitted.contains(name) { continue }
            rest.set(value, for: key)
        }
        try execution.charge(bytes: rest.count &* entryBytes)
        return .map(rest)
    }

    /// The value at the end of a path of keys: `dig "a" "b" "default" .map`.
    private static let dig = Function(parameters: [.any], isVariadic: true, returnsError: true) {
        arguments, _ throws(FunctionError) in
        guard arguments.count >= 3, let last = arguments.last else {
            throw FunctionError("dig needs at least three arguments")
        }
        var map = try dictionary(last)
        var keys: [ByteString] = []
        for argument in arguments.dropLast(2) {
            guard case .string(let key) = argument else { throw .conversion(of: argument, to: .string) }
            keys.append(key)
        }
        for (position, key) in keys.enumerated() {
            guard let step = map.value(for: key) else { return arguments[arguments.count - 2] }
            if position == keys.count - 1 { return step }
            map = try dictionary(step)
        }
        return .null
    }

    private static func dictionary(_ value: Value) throws(FunctionError) -> GoMap {
        guard case .map(let map) = value, map.type == .object else { throw .conversion(of: value, to: .object) }
        return map
    }
}
