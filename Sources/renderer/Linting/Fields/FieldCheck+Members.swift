import GoTemplate

/// Fields of what is known.
extension FieldCheck {
    /// Where a name leads to.
    enum Lookup {
        /// What is known of what is there, which may be nothing.
        case found(Shape)
        /// There is no such field; nil where it is only no key of a map that a template makes, which need not have it.
        case missing(SchemaNode?)
    }

    mutating func member(_ names: [String], of shape: Shape, at offset: Int, _ tree: SyntaxTree) -> Shape {
        var shape = shape
        var offset = offset
        for name in names {
            shape = member(name, of: shape, at: offset, tree)
            offset += name.utf8.count + 1
        }
        return shape
    }

    mutating func member(_ name: String, of shape: Shape, at offset: Int, _ tree: SyntaxTree) -> Shape {
        switch lookUp(name, of: shape) {
        case .found(let shape):
            judge(nil, name, at: offset, tree)
            return shape
        case .missing(let node):
            if let node { report(name, missingIn: node, at: offset, tree) }
            return .unknown
        }
    }

    mutating func lookUp(_ name: String, of shape: Shape) -> Lookup {
        switch shape {
        case .unknown, .fresh, .constant, .computed, .list: return .found(.unknown)
        case .resource where name == "Name": return .found(.computed(kind: "string"))
        case .resource where name == "GetField": return .found(.unknown)
        case .resource(let node) where name == "Resource":
            reads.noteWhole(node)
            return .found(.unknown)
        case .resource(let node), .field(let node): return lookUp(name, of: node)
        case .map(let map): return lookUp(name, of: map)
        case .anyOf(let shapes):
            var found: [Shape] = []
            var missing: SchemaNode?
            for shape in shapes {
                switch lookUp(name, of: shape) {
                case .found(let shape): found.append(shape)
                case .missing(let node): missing = missing ?? node
                }
            }
            return found.isEmpty ? .missing(missing) : .found(.either(found))
        }
    }

    private mutating func lookUp(_ name: String, of node: SchemaNode) -> Lookup {
        reads.note(node)
        let property = node.properties[name] ?? node.additional
        if let property {
            if node.properties[name] != nil { reads.note(property) }
            guard changes.contain(name, of: node) else { return .found(.field(property)) }
            release(.field(property))
            return .found(.unknown)
        }
        if node.isOpen || node.type == nil || changes.contain(name, of: node) { return .found(.unknown) }
        return .missing(node)
    }

    private mutating func lookUp(_ name: String, of map: MadeMap) -> Lookup {
        let entry = map.entries[name]
        if changes.contain(name, of: map) {
            if let entry { release(entry) }
            return .found(.unknown)
        }
        if let entry { return .found(entry) }
        guard let rest = map.rest else { return .missing(nil) }
        // A template that is given more than a dot need not be given all of it each time.
        if case .found(let shape) = lookUp(name, of: rest) { return .found(shape) }
        return .found(.unknown)
    }

    /// Says that a field is not there.
    mutating func report(_ name: String, missingIn node: SchemaNode, at offset: Int, _ tree: SyntaxTree) {
        let place =
            switch node.owner {
            case .definition: " in \(schema?.title ?? "its definition")"
            case .values: " in the chart's values"
            case .helm: ""
            }
        let rule: LintRule = node.owner == .values ? .unknownValue : .unknownField
        let hint = CallCheck.hint(name, node.properties.keys.sorted())
        let message =
            node.type == "object"
            ? "\(node.title) has no field \"\(name)\"\(place)\(hint)"
            : "\(node.title) is of type \(node.type ?? "?")\(place) and has no field \"\(name)\""
        judge((rule, message), name, at: offset, tree)
    }

    /// Lostrómos's `.GetField "spec" "By"`, which answers strings only.
    mutating func getField(_ command: CommandNode, of resource: Shape, _ tree: SyntaxTree) -> Shape {
        var shape = resource
        for operand in command.operands.dropFirst() {
            guard case .string(let name) = operand else {
                release(shape)
                return .computed(kind: "string")
            }
            shape = member(name.value.description, of: shape, at: name.offset, tree)
        }
        if let node = shape.node, let type = node.type, type != "string" {
            let message = "GetField answers strings only, and \(node.title) is of type \(type): it would be empty"
            judge((.typeMismatch, message), "", at: command.offset, tree)
        }
        return .computed(kind: "string")
    }
}
