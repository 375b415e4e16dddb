import GoTemplate

/// Follows what templates read of a custom resource against its schema, or of a chart's values, without running them.
///
/// A chain is followed as far as it is certain: through `with` and `range`, variables, `template` and `include`, `index`, `default`
/// and the like. Where anything may be, nothing is said.
struct FieldCheck {
    private let templates: LintedTemplates
    private let schema: ResourceSchema?
    /// What is known of the dots of the templates that are executed by themselves, by their names.
    private let dots: [String: Shape]
    var findings: [Finding] = []
    var reads = FieldReads()
    /// The templates that were followed, each with the shape of its dot.
    private var followed: Set<String> = []

    /// The most templates with different dots that are followed.
    private static let maximumFollowed = 10_000

    /// Follows from the custom resource on.
    init(_ templates: LintedTemplates, schema: ResourceSchema) {
        let dots = templates.entries.map { ($0, Shape.resource(schema.root)) }
        self.init(templates, schema: schema, dots: Dictionary(dots) { first, _ in first })
    }

    /// Follows from what is known of the dots of the templates that are executed by themselves.
    init(_ templates: LintedTemplates, schema: ResourceSchema?, dots: [String: Shape]) {
        self.templates = templates
        self.schema = schema
        self.dots = dots
    }

    /// Follows every entry.
    mutating func run() {
        for entry in templates.entries { follow(entry, dot: dots[entry] ?? .unknown) }
        guard templates.isWhole, let schema else { return }
        for field in reads.unread(below: schema.root) {
            let place = schema.place(of: field)
            findings.append(
                Finding(
                    .unreadField, "no template reads \(field.path), which everybody has to give", file: schema.file,
                    line: place?.line, column: place?.column))
        }
    }

    /// What a list of nodes knows: its dot, and its variables.
    struct Scope {
        let tree: SyntaxTree
        var dot: Shape
        var variables: [String: Shape]
        /// Variables that get another value somewhere: nobody knows which one they have.
        let assigned: Set<String>

        init(_ tree: SyntaxTree, dot: Shape) {
            self.tree = tree
            self.dot = dot
            var assigned: Set<String> = []
            var walk = NodeWalk()
            walk.pipeline = { if $0.isAssignment { assigned.formUnion($0.variables.map(\.name)) } }
            walk.walk(tree.nodes)
            self.assigned = assigned
            variables = assigned.contains("$") ? [:] : ["$": dot]
        }

        mutating func bind(_ variable: VariableNode, to shape: Shape) {
            variables[variable.name] = assigned.contains(variable.name) ? .unknown : shape
        }
    }

    mutating func follow(_ name: String, dot: Shape) {
        guard followed.count < Self.maximumFollowed, followed.insert("\(name)\u{0}\(dot.key)").inserted,
            let tree = templates.definitions[name]
        else { return }
        var scope = Scope(tree, dot: dot)
        visit(tree.nodes, &scope)
    }

    private mutating func visit(_ nodes: [Node], _ scope: inout Scope) {
        for node in nodes {
            switch node {
            case .text, .breakLoop, .continueLoop: break
            case .action(let action):
                let shape = evaluate(action.pipeline, &scope)
                // What is printed or kept: printed as a whole, unless it only got a name.
                if action.pipeline.variables.isEmpty { use(shape) }
            case .template(let template):
                let dot = template.pipeline.map { evaluate($0, &scope) } ?? .unknown
                follow(template.name, dot: dot)
            case .branch(let branch): visit(branch, scope)
            }
        }
    }

    private mutating func visit(_ branch: BranchNode, _ outer: Scope) {
        var scope = outer
        let pipeline = branch.pipeline
        let shape = evaluate(pipeline, &scope)
        if let node = shape.node { reads.note(node) }
        var inner = scope
        switch branch.kind {
        case .ifCondition: break
        case .with: inner.dot = shape
        case .range:
            let element: Shape = shape.node.flatMap { $0.items ?? $0.additional }.map(Shape.field) ?? .unknown
            inner.dot = element
            if let last = pipeline.variables.last { inner.bind(last, to: element) }
            if pipeline.variables.count > 1 { inner.bind(pipeline.variables[0], to: .unknown) }
        }
        visit(branch.body, &inner)
        if let body = branch.elseBody { visit(body, &scope) }
    }

    // Values

    private mutating func evaluate(_ pipeline: PipelineNode, _ scope: inout Scope) -> Shape {
        var value: Shape?
        for command in pipeline.commands { value = evaluate(command, last: value, scope) }
        let shape = value ?? .unknown
        for variable in pipeline.variables { scope.bind(variable, to: shape) }
        return shape
    }

    private mutating func evaluate(_ command: CommandNode, last: Shape?, _ scope: Scope) -> Shape {
        guard let first = command.operands.first else { return .unknown }
        if case .identifier(let function) = first {
            var arguments = command.operands.dropFirst().map { evaluate($0, scope) }
            if let last { arguments.append(last) }
            return call(function, arguments, scope)
        }
        if case .field(let field) = first, case .resource = scope.dot, field.names == ["GetField"] {
            return getField(command, scope)
        }
        return evaluate(first, scope)
    }

    private mutating func evaluate(_ operand: OperandNode, _ scope: Scope) -> Shape {
        switch operand {
        case .dot: return scope.dot
        case .nilLiteral: return .unknown
        case .boolean(_, let value): return .constant(kind: "bool", text: value ? "true" : "false")
        case .number(let number):
            let isWhole =
                number.integer != nil && !number.source.contains { ".eEpP".contains($0) } || number.source.hasPrefix("0x")
            return .constant(kind: isWhole ? "int" : "float", text: number.source)
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
        case .identifier(let function):
            return call(function, [], scope)
        case .pipeline(let pipeline):
            var inner = scope
            return evaluate(pipeline, &inner)
        }
    }

    /// A value that is used whole: everything below it counts as read.
    mutating func use(_ shape: Shape) {
        if let node = shape.node { reads.noteWhole(node) }
    }

    // Fields

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
        switch shape {
        case .unknown, .constant, .computed: return .unknown
        case .resource where name == "Name": return .computed(kind: "string")
        case .resource where name == "GetField" || name == "Resource": return .unknown
        case .resource(let node), .field(let node):
            reads.note(node)
            if let property = node.properties[name] {
                reads.note(property)
                return .field(property)
            }
            if let additional = node.additional { return .field(additional) }
            if node.isOpen || node.type == nil { return .unknown }
            let (rule, message) = missing(name, in: node)
            findings.append(tree.finding(rule, message, at: offset))
            return .unknown
        }
    }

    /// What is said of a name that a field does not have.
    private func missing(_ name: String, in node: SchemaNode) -> (LintRule, String) {
        let place =
            switch node.owner {
            case .definition: " in \(schema?.title ?? "its definition")"
            case .values: " in the chart's values"
            case .helm: ""
            }
        let rule: LintRule = node.owner == .values ? .unknownValue : .unknownField
        guard node.type == "object" else {
            return (rule, "\(node.title) is of type \(node.type ?? "?")\(place) and has no field \"\(name)\"")
        }
        return (rule, "\(node.title) has no field \"\(name)\"\(place)\(CallCheck.hint(name, node.properties.keys.sorted()))")
    }

    /// Lostrómos's `.GetField "spec" "By"`, which answers strings only.
    private mutating func getField(_ command: CommandNode, _ scope: Scope) -> Shape {
        var shape = scope.dot
        for operand in command.operands.dropFirst() {
            guard case .string(let name) = operand else { return .computed(kind: "string") }
            shape = member(name.value.description, of: shape, at: name.offset, scope.tree)
        }
        if let node = shape.node, let type = node.type, type != "string" {
            let message = "GetField answers strings only, and \(node.title) is of type \(type): it would be empty"
            findings.append(scope.tree.finding(.typeMismatch, message, at: command.offset))
        }
        return .computed(kind: "string")
    }
}
