import GoTemplate

extension FieldCheck {
    /// A call of a function.
    struct Call {
        let function: IdentifierNode
        /// What is known of its arguments, that of the pipeline last.
        let arguments: [Shape]
        let tree: SyntaxTree
        /// Whether nothing else has the first argument, because it is made there.
        let isFirstMade: Bool

        /// - Parameter command: Where it stands; nil for a function that is an argument itself.
        init(_ function: IdentifierNode, _ command: CommandNode?, _ arguments: [Shape], _ tree: SyntaxTree) {
            self.function = function
            self.arguments = arguments
            self.tree = tree
            isFirstMade = command?.operands.dropFirst().first.map(Self.makes) ?? false
        }

        var name: String { function.name }

        /// What the value that it makes is known by.
        var place: String { "\(tree.source.name):\(function.offset)" }

        /// `(dict "a" 1)`.
        private static func makes(_ operand: OperandNode) -> Bool {
            guard case .pipeline(let pipeline) = operand, pipeline.variables.isEmpty, pipeline.commands.count == 1,
                case .identifier(let function)? = pipeline.commands[0].operands.first
            else { return false }
            return function.name == "dict"
        }
    }

    /// What a function makes of its arguments.
    mutating func call(_ call: Call) -> Shape {
        let arguments = call.arguments
        switch call.name {
        case let name where Self.comparisons.contains(name): return compare(call)
        case "include":
            include(arguments)
            return .computed(kind: "string")
        case "dict": return dict(call)
        case "list", "tuple": return kept(.list(arguments, isWhole: true))
        case "index": return index(call)
        case "get": return get(call)
        case "hasKey": return hasKey(call)
        case "dig": return dig(call)
        case "pluck": return pluck(call)
        case "pick": return pick(call)
        case "set", "unset": return set(call)
        case let name where Self.merges.contains(name): return merge(call)
        case "default", "coalesce", "and", "or":
            for argument in arguments { note(argument) }
            return kept(.either(call.name == "default" ? arguments.reversed() : arguments))
        case "ternary": return ternary(call)
        case "required", "deepCopy", "mustDeepCopy":
            for argument in arguments { note(argument) }
            return arguments.last ?? .unknown
        case "first", "mustFirst", "last", "mustLast":
            guard let element = end(call) else { break }
            return element
        case "len":
            checkLength(call)
            for argument in arguments { note(argument) }
            return .computed(kind: "int")
        case let name where Self.tests.contains(name):
            for argument in arguments { note(argument) }
            return .unknown
        default: break
        }
        return result(of: call)
    }

    static let comparisons: Set<String> = ["eq", "ne", "lt", "le", "gt", "ge"]
    private static let merges: Set<String> = ["merge", "mustMerge", "mergeOverwrite", "mustMergeOverwrite"]
    /// Functions that look at their arguments and hand none of them on.
    private static let tests: Set<String> = ["not", "empty", "kindIs", "kindOf", "typeIs", "typeOf", "hasPrefix", "hasSuffix"]
    /// Functions whose results nothing else has.
    private static let makers: Set<String> = [
        "fromJson", "mustFromJson", "fromJsonArray", "fromYaml", "fromYamlArray", "fromToml", "lookup", "omit",
    ]

    /// What is known of any function: by its declared result.
    private mutating func result(of call: Call) -> Shape {
        let kind: String? =
            switch functions[call.name]?.result.kind {
            case .string: "string"
            case .bool: "bool"
            case .int, .int64: "int"
            case .float64: "float"
            default: nil
            }
        for argument in call.arguments {
            if kind == nil { release(argument) } else { use(argument) }
        }
        return kind.map { .computed(kind: $0) } ?? (Self.makers.contains(call.name) ? .fresh : .unknown)
    }

    /// A value that a template makes, unless it is too large to follow.
    mutating func kept(_ shape: Shape) -> Shape {
        guard shape.isTooLarge else { return shape }
        release(shape)
        return .unknown
    }

    private mutating func include(_ arguments: [Shape]) {
        if let name = arguments.first?.text, arguments.count > 1 { return follow(name, dot: arguments[1]) }
        // It is most likely one that is followed elsewhere: that of another file, for a checksum.
        for argument in arguments { use(argument) }
    }

    private mutating func ternary(_ call: Call) -> Shape {
        guard call.arguments.count == 3 else { return result(of: call) }
        note(call.arguments[2])
        return kept(.either([call.arguments[0], call.arguments[1]]))
    }

    /// `first .spec.sites`; nil where nothing is known of the elements.
    private mutating func end(_ call: Call) -> Shape? {
        guard let list = call.arguments.first else { return nil }
        switch list {
        case .list(let shapes, let isWhole):
            guard isWhole, !shapes.isEmpty else { return .either(shapes) }
            return call.name.hasSuffix("irst") ? shapes[0] : shapes[shapes.count - 1]
        case .field(let node):
            guard let items = node.items else { return nil }
            reads.note(node)
            reads.note(items)
            return .field(items)
        default: return nil
        }
    }
}
