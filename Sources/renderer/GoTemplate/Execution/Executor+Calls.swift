extension Executor {
    /// What a function or method is given, and where an error of it is told.
    struct Call {
        let arguments: Code.Run

        /// Whether what the command before it in the pipeline answered is one more argument.
        let hasFinal: Bool

        let site: Int32

        @inline(__always)
        var hasArguments: Bool { arguments.count > 0 || hasFinal }

        @inline(__always)
        var count: Int { Int(arguments.count) + (hasFinal ? 1 : 0) }
    }

    /// Calls a function by its name.
    mutating func call(_ number: Int32, _ call: Call, _ final: Value?) throws(TemplateError) -> Value {
        let callee = program.callees[Int(number)]
        switch callee.kind {
        case .ordinary: return try self.call(callee.function, callee.name, call, final)
        case .slice: return try slice(callee.function, call, final)
        case .and, .or:
            try checkCount(callee.function, callee.name, call)
            return try decide(call, final, until: callee.kind == .or)
        case .call:
            try checkCount(callee.function, callee.name, call)
            return try callValue(call, final)
        }
    }

    /// Calls a function or method: the arguments are evaluated in order and must fit the declaration.
    mutating func call(
        _ function: Function, _ name: String, _ call: Call, _ final: Value?
    ) throws(TemplateError) -> Value {
        try checkCount(function, name, call)
        let arguments = try evaluate(call, final, for: function)
        return try self.call(function, name, arguments, call)
    }

    /// `slice`: it does not look into an index that is held as an `interface {}`, as Go's does not.
    private mutating func slice(_ function: Function, _ call: Call, _ final: Value?) throws(TemplateError) -> Value {
        try checkCount(function, "slice", call)
        var arguments: [Value] = []
        for index in call.arguments.range {
            let value = try evaluate(program.operands[index], as: .reflectValue)
            if case .invalid = value { isHeldAsInterface = false }
            arguments.append(arguments.isEmpty || !isHeldAsInterface ? value : .object(InterfaceIndex()))
        }
        if let final { arguments.append(final) }
        return try self.call(function, "slice", arguments, call)
    }

    /// An index that is held as an `interface {}`: of no use to `slice`, whatever it is.
    private final class InterfaceIndex: TemplateObject {
        let type = GoType.any
    }

    private mutating func call(
        _ function: Function, _ name: String, _ arguments: [Value], _ call: Call
    ) throws(TemplateError) -> Value {
        execution.frames = frames
        execution.caller = ExecutorFrame(program: program, site: call.site)
        let value: Value
        do {
            value = try function.call(arguments, execution)
            if case .string(let text) = value, text.count > 1024 { try execution.charge(bytes: text.count) }
        } catch {
            site = call.site
            throw failure(calling: name, error)
        }
        return value
    }

    private mutating func evaluate(
        _ call: Call, _ final: Value?, for function: Function
    ) throws(TemplateError) -> [Value] {
        var arguments: [Value] = []
        arguments.reserveCapacity(call.count)
        var position = 0
        for index in call.arguments.range {
            arguments.append(try evaluate(program.operands[index], as: function.parameter(at: position)))
            position += 1
        }
        if let final { arguments.append(try fit(final, function.parameter(at: position))) }
        return arguments
    }

    @inline(__always)
    private func checkCount(_ function: Function, _ name: String, _ call: Call) throws(TemplateError) {
        let count = call.count
        if function.isVariadic {
            if count < function.minimumCount {
                throw failure(
                    "wrong number of args for \(name): want at least \(function.minimumCount) got \(call.arguments.count)")
            }
        } else if count != function.parameters.count {
            throw failure("wrong number of args for \(name): want \(function.parameters.count) got \(count)")
        }
    }

    /// `and` and `or`: the first argument that decides, else the last. What follows is not evaluated.
    private mutating func decide(_ call: Call, _ final: Value?, until truth: Bool) throws(TemplateError) -> Value {
        var value = Value.invalid
        for index in call.arguments.range {
            value = try evaluate(program.operands[index], as: .reflectValue)
            if value.isTrue == truth { return value }
        }
        return final ?? value
    }

    /// `call`: a function that is a value.
    private mutating func callValue(_ call: Call, _ final: Value?) throws(TemplateError) -> Value {
        var values = try evaluate(call, final, for: Self.callDeclaration)
        let callee = values.removeFirst()
        let name: String
        if call.arguments.count > 0 {
            name = text(of: program.operands[Int(call.arguments.start)])
        } else {
            name = Self.reflectText(of: callee)
        }
        do {
            return try Calling.call(callee, name: name, values, execution)
        } catch {
            site = call.site
            throw failure(calling: "call", error)
        }
    }

    private static let callDeclaration = Function(
        parameters: [.reflectValue, .reflectValue], isVariadic: true, result: .reflectValue
    ) { _, _ in .invalid }

    /// What Go's reflection calls a value: a string's text, else the type.
    private static func reflectText(of value: Value) -> String {
        if case .string(let text) = value.underlying { return text.description }
        guard let type = value.type else { return "<invalid Value>" }
        return "<\(type) Value>"
    }
}
