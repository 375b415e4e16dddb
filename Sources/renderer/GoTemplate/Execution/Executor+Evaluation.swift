extension Executor {
    /// The value of a pipeline; it sets the pipeline's variables. What is held as nil comes out as no value.
    mutating func evaluate(_ number: Int32) throws(TemplateError) -> Value {
        let pipeline = program.pipelines[Int(number)]
        site = pipeline.site
        var value: Value?
        for index in pipeline.commands.range {
            let answer = try evaluate(program.commands[index], final: value)
            if case .null = answer { value = .invalid } else { value = answer }
        }
        let result = value ?? .invalid
        if pipeline.variables.count > 0 {
            for index in pipeline.variables.range {
                let variable = program.variables[index]
                if pipeline.isAssignment {
                    try assign(result, isInterface: false, to: variable)
                } else {
                    variables.append(Variable(value: result, name: variable.name, isInterface: false))
                }
            }
        }
        return result
    }

    /// Gives a variable that exists another value.
    mutating func assign(_ value: Value, isInterface: Bool, to variable: Code.Variable) throws(TemplateError) {
        guard let place = place(of: variable) else { throw undefined(variable) }
        variables[place].value = value
        variables[place].isInterface = isInterface
    }

    /// The value of a command; `final` is what the command before it in the pipeline answered.
    private mutating func evaluate(_ command: Code.Command, final: Value?) throws(TemplateError) -> Value {
        switch command.head {
        case .fields(let fields, let site):
            self.site = site
            let call = Call(arguments: command.arguments, hasFinal: final != nil, site: site)
            return try evaluate(fields, of: dot, isInterface: dotIsInterface, call, final)
        case .variable(let variable, let fields, let site):
            self.site = site
            let call = Call(arguments: command.arguments, hasFinal: final != nil, site: site)
            return try evaluate(variable, fields, call, final, command.head)
        case .function(let callee, let site):
            self.site = site
            return try call(callee, Call(arguments: command.arguments, hasFinal: final != nil, site: command.site), final)
        case .chain(let base, let fields, let site):
            let call = Call(arguments: command.arguments, hasFinal: final != nil, site: site)
            return try evaluateChain(base, fields, call, final)
        case .pipeline(let pipeline):
            try checkNotCalled(command.head, command.arguments, final)
            return try evaluateNested(pipeline)
        case .literal(let number, let site):
            self.site = site
            try checkNotCalled(command.head, command.arguments, final)
            let literal = program.literals[Int(number)]
            if let message = literal.failure { throw failure(message) }
            return literal.value
        case .dot(let site):
            self.site = site
            try checkNotCalled(command.head, command.arguments, final)
            return dot
        case .nilLiteral(let site):
            self.site = site
            try checkNotCalled(command.head, command.arguments, final)
            throw failure("nil is not a command")
        }
    }

    /// A pipeline in parentheses.
    mutating func evaluateNested(_ pipeline: Int32) throws(TemplateError) -> Value {
        try enter()
        let value = try evaluate(pipeline)
        leave()
        return value
    }

    private mutating func evaluate(
        _ variable: Code.Variable, _ fields: Code.Run, _ call: Call, _ final: Value?, _ operand: Code.Operand
    ) throws(TemplateError) -> Value {
        guard let place = place(of: variable) else { throw undefined(variable) }
        if fields.count > 0 {
            return try evaluate(fields, of: variables[place].value, isInterface: variables[place].isInterface, call, final)
        }
        if call.hasArguments { try checkNotCalled(operand, call.arguments, final) }
        isHeldAsInterface = variables[place].isInterface
        return variables[place].value
    }

    /// Fields of what a pipeline or function answers.
    private mutating func evaluateChain(
        _ base: Int32, _ fields: Code.Run, _ call: Call, _ final: Value?
    ) throws(TemplateError) -> Value {
        site = call.site
        let operand = program.operands[Int(base)]
        var isInterface = false
        let value: Value
        switch operand {
        case .pipeline(let pipeline): value = try evaluateNested(pipeline)
        case .function(let callee, let site):
            self.site = site
            value = try self.call(callee, Call(arguments: .empty, hasFinal: false, site: site), nil)
            isInterface = program.callees[Int(callee)].function.result == .any
        default: value = try evaluate(operand, as: .any)
        }
        return try evaluate(fields, of: value, isInterface: isInterface, call, final)
    }

    /// Makes sure that what is no function is not given arguments.
    private func checkNotCalled(
        _ operand: Code.Operand, _ arguments: Code.Run, _ final: Value?
    ) throws(TemplateError) {
        if arguments.count == 0, final == nil { return }
        throw failure("can't give argument to non-function \(text(of: operand))")
    }

    /// An operand as it stands in the template.
    func text(of operand: Code.Operand) -> String {
        switch operand {
        case .dot(let site), .nilLiteral(let site), .literal(_, let site), .fields(_, let site), .variable(_, _, let site),
            .chain(_, _, let site), .function(_, let site):
            program.context(of: site)
        case .pipeline(let pipeline): program.context(of: program.pipelines[Int(pipeline)].site)
        }
    }

    /// The value of an argument whose parameter has a type.
    mutating func evaluate(_ operand: Code.Operand, as type: GoType) throws(TemplateError) -> Value {
        switch operand {
        case .literal(let number, let site):
            self.site = site
            isHeldAsInterface = false
            return try literal(number, as: type)
        case .fields(let fields, let site):
            self.site = site
            let value = try evaluate(fields, of: dot, isInterface: dotIsInterface)
            return try fit(value, type)
        case .variable(let variable, let fields, let site):
            self.site = site
            let call = Call(arguments: .empty, hasFinal: false, site: site)
            let value = try evaluate(variable, fields, call, nil, operand)
            return try fit(value, type)
        case .pipeline(let pipeline):
            let value = try evaluateNested(pipeline)
            isHeldAsInterface = false
            return try fit(value, type)
        case .dot(let site):
            self.site = site
            isHeldAsInterface = dotIsInterface
            return try fit(dot, type)
        case .function(let callee, let site):
            self.site = site
            let value = try call(callee, Call(arguments: .empty, hasFinal: false, site: site), nil)
            isHeldAsInterface = program.callees[Int(callee)].function.result == .any
            return try fit(value, type)
        case .chain(let base, let fields, let site):
            let value = try evaluateChain(base, fields, Call(arguments: .empty, hasFinal: false, site: site), nil)
            return try fit(value, type)
        case .nilLiteral(let site):
            self.site = site
            isHeldAsInterface = false
            guard type.acceptsNil else { throw failure("cannot assign nil to \(type)") }
            return Conversion.zero(of: type)
        }
    }

    private func literal(_ number: Int32, as type: GoType) throws(TemplateError) -> Value {
        let literal = program.literals[Int(number)]
        switch type {
        case .any, .reflectValue: if literal.failure == nil { return literal.value }
        case .string: if case .string = literal.value { return literal.value }
        default: break
        }
        switch literal.typed(as: type, in: program.source) {
        case .success(let value): return value
        case .failure(let error): throw failure(error.message)
        }
    }

    /// Makes sure that a value fits a parameter.
    @inline(__always)
    func fit(_ value: Value, _ type: GoType) throws(TemplateError) -> Value {
        switch type {
        case .any:
            if case .invalid = value { return .null }
            return value
        case .reflectValue: return value
        case .string:
            if case .string = value { return value }
            return try fitOther(value, type)
        default: return try fitOther(value, type)
        }
    }

    private func fitOther(_ value: Value, _ type: GoType) throws(TemplateError) -> Value {
        if case .invalid = value {
            guard type.acceptsNil else { throw failure("invalid value; expected \(type)") }
            return Conversion.zero(of: type)
        }
        guard let own = value.type else {
            throw failure("wrong type for value; expected \(type); got interface {}")
        }
        if own.isAssignable(to: type) { return value }
        if case .pointer(let element) = own, element.isAssignable(to: type) {
            if value.isNil { throw failure("dereference of nil pointer of type \(type)") }
            return value
        }
        throw failure("wrong type for value; expected \(type); got \(own)")
    }
}
