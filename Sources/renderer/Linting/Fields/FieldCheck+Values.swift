import GoTemplate

/// What pipelines, commands and operands answer.
extension FieldCheck {
    /// A pipeline, whose variables get its value.
    mutating func evaluate(_ pipeline: PipelineNode, _ scope: inout Scope) -> Shape {
        let shape = value(of: pipeline, scope)
        for variable in pipeline.variables { bind(variable, to: shape, &scope) }
        return shape
    }

    /// A pipeline, whatever its variables are.
    mutating func value(of pipeline: PipelineNode, _ scope: Scope) -> Shape {
        var value: Shape?
        for command in pipeline.commands { value = evaluate(command, last: value, scope) }
        return value ?? .unknown
    }

    private mutating func evaluate(_ command: CommandNode, last: Shape?, _ scope: Scope) -> Shape {
        guard let first = command.operands.first else { return .unknown }
        if case .identifier(let function) = first {
            var arguments = command.operands.dropFirst().map { evaluate($0, scope) }
            if let last { arguments.append(last) }
            return call(Call(function, command, arguments, scope.tree))
        }
        if let resource = resource(whoseFieldIsAskedFor: first, scope) { return getField(command, of: resource, scope.tree) }
        // What methods do with their arguments nobody knows.
        for operand in command.operands.dropFirst() { release(evaluate(operand, scope)) }
        if let last { release(last) }
        return evaluate(first, scope)
    }

    private mutating func evaluate(_ operand: OperandNode, _ scope: Scope) -> Shape {
        switch operand {
        case .dot: return scope.dot
        case .nilLiteral: return .unknown
        case .boolean(_, let value): return .constant(kind: "bool", text: value ? "true" : "false")
        case .number(let number):
            return .constant(kind: Self.isWhole(number) ? "int" : "float", text: number.source)
        case .string(let string): return .constant(kind: "string", text: string.value.description)
        case .field(let field):
            // A chain of several has the place of its second one.
            let start = field.names.count > 1 ? field.offset - field.names[0].utf8.count - 1 : field.offset
            return member(field.names, of: scope.dot, at: start, scope.tree)
        case .variable(let variable):
            let value = scope.variables[variable.name] ?? .unknown
            return member(variable.fields, of: value, at: variable.offset, scope.tree)
        case .chain(let chain):
            return member(chain.fields, of: evaluate(chain.base, scope), at: chain.offset, scope.tree)
        case .identifier(let function): return call(Call(function, nil, [], scope.tree))
        case .pipeline(let pipeline):
            let shape = value(of: pipeline, scope)
            if !pipeline.variables.isEmpty { release(shape) }
            return shape
        }
    }

    /// Whether Go takes a constant for an integer: by how it is written.
    private static func isWhole(_ number: NumberNode) -> Bool {
        let source = number.source
        if source.hasPrefix("'") { return true }
        if source.hasPrefix("0x") || source.hasPrefix("0X") { return !source.contains { "pP".contains($0) } }
        return number.integer != nil && !source.contains { ".eEpP".contains($0) }
    }

    /// The resource whose method `GetField` an operand is.
    private func resource(whoseFieldIsAskedFor operand: OperandNode, _ scope: Scope) -> Shape? {
        let (shape, names): (Shape?, [String]) =
            switch operand {
            case .field(let field): (scope.dot, field.names)
            case .variable(let variable): (scope.variables[variable.name], variable.fields)
            default: (nil, [])
            }
        guard names == ["GetField"], case .resource = shape else { return nil }
        return shape
    }

    /// What a loop over a value may have as its dot, each once.
    mutating func elements(of shape: Shape) -> [Shape] {
        let elements = allElements(of: shape)
        guard elements.count > 1 else { return elements }
        let isLong = elements.count > Self.maximumElements || !takesRounds(elements.count)
        if isLong { release(shape) }
        return isLong ? [.unknown] : elements
    }

    /// The most elements that are each followed through the body of a loop.
    private static let maximumElements = 16

    private mutating func allElements(of shape: Shape) -> [Shape] {
        switch shape {
        case .field(let node) where node.items != nil || node.additional != nil && node.properties.isEmpty:
            return [(node.items ?? node.additional).map(Shape.field) ?? .unknown]
        case .list(let shapes, _): return Self.distinct(shapes)
        case .map(let map) where map.rest == nil && !map.entries.isEmpty && !changes.touch(map):
            return Self.distinct(map.entries.sorted { $0.key < $1.key }.map(\.value))
        case .anyOf(let shapes):
            var all: [Shape] = []
            for shape in shapes { all += allElements(of: shape) }
            return Self.distinct(all)
        default:
            release(shape)
            return [.unknown]
        }
    }

    private static func distinct(_ shapes: [Shape]) -> [Shape] {
        if case .anyOf(let distinct) = Shape.either(shapes) { return distinct }
        // What is empty may be filled somewhere.
        return [shapes.first ?? .unknown]
    }

    /// A value that is used whole: everything below it counts as read.
    mutating func use(_ shape: Shape) {
        switch shape {
        case .unknown, .fresh, .constant, .computed: break
        case .resource(let node), .field(let node): reads.noteWhole(node)
        case .list(let shapes, _), .anyOf(let shapes): for shape in shapes { use(shape) }
        case .map(let map):
            for shape in map.entries.values { use(shape) }
            if let rest = map.rest { use(rest) }
        }
    }

    /// A value that is lost sight of: all of it may be read, and changed.
    mutating func release(_ shape: Shape) {
        use(shape)
        changes.release(shape)
    }

    /// A value that is looked at, but not into.
    mutating func note(_ shape: Shape) {
        switch shape {
        case .resource(let node), .field(let node): reads.note(node)
        case .anyOf(let shapes): for shape in shapes { note(shape) }
        default: break
        }
    }
}
