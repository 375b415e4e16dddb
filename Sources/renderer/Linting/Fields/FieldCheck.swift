import GoTemplate

/// Follows what templates read of a custom resource against its schema, or of a chart's values, without running them.
///
/// A chain is followed as far as it is certain: through `with` and `range`, variables, `template` and `include`, maps and lists that
/// templates make, `index`, `default` and the like. Where anything may be, nothing is said.
struct FieldCheck {
    let templates: LintedTemplates
    let schema: ResourceSchema?
    /// All functions, Go's own among them.
    let functions: FunctionMap
    /// What is known of the dots of the templates that are executed by themselves, by their names.
    private let dots: [String: Shape]
    private(set) var findings: [Finding] = []
    private var verdicts = Verdicts()
    var reads = FieldReads()
    var changes = Changes()
    /// The templates that were followed, each with the shape of its dot.
    private var followed: Set<String> = []
    /// How many templates are being followed, each called by the one before.
    private var depth = 0
    /// Whether there was more to follow than is followed: nobody knows what is read there.
    private var isExhausted = false

    /// How many rounds of loops over several things were followed.
    private var rounds = 0

    /// The most such rounds, as they multiply in loops within loops.
    private static let maximumRounds = 5_000
    /// The most templates with different dots that are followed.
    private static let maximumFollowed = 10_000
    /// The most templates that call one another.
    private static let maximumDepth = 100
    /// How often everything is followed to learn what templates change.
    private static let maximumRuns = 8

    /// Follows from the custom resource on.
    init(_ templates: LintedTemplates, functions: FunctionMap, schema: ResourceSchema) {
        let dots = templates.entries.map { ($0, Shape.resource(schema.root)) }
        self.init(templates, functions: functions, schema: schema, dots: Dictionary(dots) { first, _ in first })
    }

    /// Follows from what is known of the dots of the templates that are executed by themselves.
    init(_ templates: LintedTemplates, functions: FunctionMap, schema: ResourceSchema?, dots: [String: Shape]) {
        self.templates = templates
        self.functions = functions
        self.schema = schema
        self.dots = dots
    }

    /// Follows every entry, again as long as that tells more of what templates change in place.
    mutating func run() {
        for run in 1... {
            let known = changes
            if run > Self.maximumRuns { changes.noteEverything() }
            verdicts = Verdicts()
            followed = []
            rounds = 0
            for entry in templates.entries { follow(entry, dot: dots[entry] ?? .unknown) }
            if changes.isSame(as: known) { break }
        }
        findings = verdicts.findings
        guard templates.isWhole, !isExhausted, let schema else { return }
        for field in reads.unread(below: schema.root) {
            let place = schema.place(of: field)
            findings.append(
                Finding(
                    .unreadField, "no template reads \(field.path), which everybody has to give", file: schema.file,
                    line: place?.line, column: place?.column))
        }
    }

    /// Takes down what is wrong at a place with what it is come to with; nil for nothing.
    ///
    /// - Parameter what: What tells it from all else that may be wrong there.
    mutating func judge(_ problem: (LintRule, String)?, _ what: String, at offset: Int, _ tree: SyntaxTree) {
        let place = "\(tree.source.name):\(offset):\(what)"
        guard let (rule, message) = problem else { return verdicts.accept(at: place) }
        verdicts.add(tree.finding(rule, message, at: offset), at: place)
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
    }

    mutating func bind(_ variable: VariableNode, to shape: Shape, _ scope: inout Scope) {
        let isAssigned = scope.assigned.contains(variable.name)
        if isAssigned { release(shape) }
        scope.variables[variable.name] = isAssigned ? .unknown : shape
    }

    mutating func follow(_ name: String, dot: Shape) {
        guard let tree = templates.definitions[name] else { return }
        guard followed.count < Self.maximumFollowed, depth < Self.maximumDepth else {
            isExhausted = true
            return release(dot)
        }
        guard followed.insert("\(name)\u{0}\(dot.key)").inserted else { return }
        depth += 1
        var scope = Scope(tree, dot: dot)
        visit(tree.nodes, &scope)
        depth -= 1
    }

    /// Whether some more rounds of a loop are followed.
    mutating func takesRounds(_ count: Int) -> Bool {
        rounds += count
        return rounds <= Self.maximumRounds
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
        switch branch.kind {
        case .ifCondition:
            note(evaluate(pipeline, &scope))
            var inner = scope
            visit(branch.body, &inner)
        case .with:
            let shape = evaluate(pipeline, &scope)
            note(shape)
            var inner = scope
            inner.dot = shape
            visit(branch.body, &inner)
        case .range: visit(rounds: branch, &scope)
        }
        if let body = branch.elseBody { visit(body, &scope) }
    }

    /// The body of a loop, for each thing that may be its dot.
    private mutating func visit(rounds branch: BranchNode, _ scope: inout Scope) {
        let pipeline = branch.pipeline
        // Its variables are those of a round; the value itself gets no name.
        let shape = value(of: pipeline, scope)
        note(shape)
        checkRange(over: shape, pipeline, scope.tree)
        for element in elements(of: shape) {
            var inner = scope
            inner.dot = element
            if let last = pipeline.variables.last { bind(last, to: element, &inner) }
            if pipeline.variables.count > 1 { bind(pipeline.variables[0], to: .unknown, &inner) }
            visit(branch.body, &inner)
        }
        for variable in pipeline.variables { scope.variables[variable.name] = .unknown }
    }
}
