import GoTemplate

/// The functions that make lists, and take one end of them; each but `concat` also in a form that says that it can fail.
enum ListFunctions {
    static let functions: FunctionMap = [
        "list": list, "tuple": list, "concat": concat,
        "append": push, "push": push, "mustAppend": push, "mustPush": push, "prepend": prepend, "mustPrepend": prepend,
        "first": first, "mustFirst": first, "last": last, "mustLast": last, "rest": rest, "mustRest": rest,
        "initial": initial, "mustInitial": initial, "reverse": reverse, "mustReverse": reverse,
    ]

    private static let list = Function(parameters: [.any], isVariadic: true, result: .list) {
        arguments, execution throws(FunctionError) in
        try ListOf.new(arguments, execution)
    }

    private static let concat = Function(parameters: [.any], isVariadic: true, result: .any) {
        arguments, execution throws(FunctionError) in
        var all: [Value] = []
        for argument in arguments {
            guard argument.type != nil else { throw .nilDereference }
            guard case .list(let list) = argument.underlying else {
                throw FunctionError("Cannot concat type \(argument.kind.rawValue) as list")
            }
            all.append(contentsOf: list.elements)
        }
        if all.isEmpty { return .list(GoList(nil: .list)) }
        return try ListOf.new(all, execution)
    }

    private static let push = Function(parameters: [.any, .any], result: .list) {
        arguments, execution throws(FunctionError) in
        let list = try ListOf.value(arguments[0], "Cannot push on type")
        var elements: [Value] = []
        elements.reserveCapacity(list.count + 1)
        elements.append(contentsOf: list.elements)
        elements.append(arguments[1])
        return try ListOf.new(elements, execution)
    }

    private static let prepend = Function(parameters: [.any, .any], result: .list) {
        arguments, execution throws(FunctionError) in
        let list = try ListOf.value(arguments[0], "Cannot prepend on type")
        var elements: [Value] = []
        elements.reserveCapacity(list.count + 1)
        elements.append(arguments[1])
        elements.append(contentsOf: list.elements)
        return try ListOf.new(elements, execution)
    }

    private static let first = Function(parameters: [.any]) { arguments, _ throws(FunctionError) in
        try ListOf.value(arguments[0], "Cannot find first on type").elements.first ?? .null
    }

    private static let last = Function(parameters: [.any]) { arguments, _ throws(FunctionError) in
        try ListOf.value(arguments[0], "Cannot find last on type").elements.last ?? .null
    }

    private static let rest = Function(parameters: [.any], result: .list) {
        arguments, execution throws(FunctionError) in
        let list = try ListOf.value(arguments[0], "Cannot find rest on type")
        guard list.count > 0 else { return .list(GoList(nil: .list)) }
        return try ListOf.new(Array(list.elements.dropFirst()), execution)
    }

    private static let initial = Function(parameters: [.any], result: .list) {
        arguments, execution throws(FunctionError) in
        let list = try ListOf.value(arguments[0], "Cannot find initial on type")
        guard list.count > 0 else { return .list(GoList(nil: .list)) }
        return try ListOf.new(Array(list.elements.dropLast()), execution)
    }

    private static let reverse = Function(parameters: [.any], result: .list) {
        arguments, execution throws(FunctionError) in
        let list = try ListOf.value(arguments[0], "Cannot find reverse on type")
        return try ListOf.new(list.elements.reversed(), execution)
    }
}
