/// Makes a program of a syntax tree: functions are looked up, variables become places on a stack, constants values.
struct Compiler {
    private(set) var statements: [Code.Statement] = []
    private(set) var pipelines: [Code.Pipeline] = []
    private(set) var commands: [Code.Command] = []
    private(set) var operands: [Code.Operand] = []
    private(set) var variables: [Code.Variable] = []
    private(set) var names: [String] = ["$"]
    private(set) var literals: [Code.Literal] = []
    private(set) var callees: [Code.Callee] = []
    private(set) var sites: [Code.Site] = []

    /// The places of the names of variables in `names`.
    private var variableNames: [ByteString: Int32] = ["$": 0]

    private let functions: FunctionMap
    private var templates: TemplateNames

    /// The names of the variables on the stack at this point of the template, as indexes into `names`.
    private var scope: [Int32] = [0]

    /// How many arguments of `and` and `or`, which may never be evaluated, are around this point.
    private var optionalDepth = 0

    /// Whether a variable was declared where it may never be evaluated, so that places on the stack are not certain.
    private var isUncertain = false

    /// Makes a program of a template.
    ///
    /// - Parameters:
    ///   - tree: The template.
    ///   - functions: The functions other than the builtin ones, which they come before.
    ///   - templates: The numbers of the templates by name; names that are called get one.
    static func compile(_ tree: SyntaxTree, functions: FunctionMap, templates: inout TemplateNames) -> Program {
        var compiler = Compiler(functions: functions, templates: templates)
        let root = compiler.compile(tree.nodes)
        templates = compiler.templates
        return Program(compiler, root: root, tree: tree)
    }

    private init(functions: FunctionMap, templates: TemplateNames) {
        self.functions = functions
        self.templates = templates
    }

    // Statements.

    /// Adds nodes as neighbours; what they contain comes before them.
    private mutating func compile(_ nodes: [Node]) -> Code.Run {
        var compiled: [Code.Statement] = []
        compiled.reserveCapacity(nodes.count)
        for node in nodes { compiled.append(compile(node)) }
        let start = Int32(statements.count)
        statements.append(contentsOf: compiled)
        return Code.Run(start: start, count: Int32(compiled.count))
    }

    private mutating func compile(_ node: Node) -> Code.Statement {
        switch node {
        case .text(let range): return .text(start: Int32(range.lowerBound), end: Int32(range.upperBound))
        case .breakLoop: return .breakLoop
        case .continueLoop: return .continueLoop
        case .action(let action): return compile(action, at: add(.node(node), offset: node.offset))
        case .branch(let branch): return compile(branch, at: add(.node(node), offset: node.offset))
        case .template(let template):
            let site = add(.node(node), offset: node.offset)
            let pipeline = template.pipeline.map { compile($0) } ?? -1
            return .template(templates.number(of: template.name), pipeline: pipeline, site: site)
        }
    }

    private mutating func compile(_ action: ActionNode, at site: Int32) -> Code.Statement {
        let pipeline = action.pipeline
        if !pipeline.variables.isEmpty { return .perform(pipeline: compile(pipeline), site: site) }
        if pipeline.commands.count == 1, pipeline.commands[0].operands.count == 1,
            case .field(let field) = pipeline.commands[0].operands[0]
        {
            let operand = pipeline.commands[0].operands[0]
            return .printFields(add(field.names), site: site, operandSite: add(.operand(operand), offset: field.offset))
        }
        return .print(pipeline: compile(pipeline), site: site)
    }

    private mutating func compile(_ branch: BranchNode, at site: Int32) -> Code.Statement {
        let outer = scope.count
        let pipeline = compile(branch.pipeline)
        let inner = scope.count
        let body = compile(branch.body)
        // What the body declares is not there when it does not run.
        scope.removeSubrange(inner...)
        let elseBody = compile(branch.elseBody ?? [])
        scope.removeSubrange(outer...)
        switch branch.kind {
        case .ifCondition: return .condition(pipeline: pipeline, body: body, elseBody: elseBody, site: site)
        case .with: return .with(pipeline: pipeline, body: body, elseBody: elseBody, site: site)
        case .range: return .range(pipeline: pipeline, body: body, elseBody: elseBody, site: site)
        }
    }

    // Pipelines.

    private mutating func compile(_ pipeline: PipelineNode) -> Int32 {
        let site = add(.pipeline(pipeline), offset: pipeline.offset)
        var compiled: [Code.Command] = []
        for command in pipeline.commands { compiled.append(compile(command)) }
        let first = Int32(commands.count)
        commands.append(contentsOf: compiled)
        var targets: [Code.Variable] = []
        for variable in pipeline.variables {
            let name = add(variable.name)
            if pipeline.isAssignment {
                targets.append(reference(to: name))
            } else {
                targets.append(Code.Variable(slot: Int32(scope.count), name: name))
                scope.append(name)
                if optionalDepth > 0 { isUncertain = true }
            }
        }
        let start = Int32(variables.count)
        variables.append(contentsOf: targets)
        pipelines.append(
            Code.Pipeline(
                commands: Code.Run(start: first, count: Int32(compiled.count)),
                variables: Code.Run(start: start, count: Int32(targets.count)), isAssignment: pipeline.isAssignment,
                site: site))
        return Int32(pipelines.count - 1)
    }

    private mutating func compile(_ command: CommandNode) -> Code.Command {
        let site = add(.command(command), offset: command.offset)
        let head = compile(command.operands[0])
        let isOptional = isLogic(command.operands[0])
        if isOptional { optionalDepth += 1 }
        var compiled: [Code.Operand] = []
        for operand in command.operands.dropFirst() { compiled.append(compile(operand)) }
        if isOptional { optionalDepth -= 1 }
        let start = Int32(operands.count)
        operands.append(contentsOf: compiled)
        return Code.Command(head: head, arguments: Code.Run(start: start, count: Int32(compiled.count)), site: site)
    }

    private mutating func compile(_ operand: OperandNode) -> Code.Operand {
        if case .pipeline(let pipeline) = operand { return .pipeline(compile(pipeline)) }
        let site = add(.operand(operand), offset: operand.offset)
        switch operand {
        case .dot: return .dot(site: site)
        case .nilLiteral: return .nilLiteral(site: site)
        case .boolean, .number, .string: return .literal(add(literal: operand), site: site)
        case .field(let field): return .fields(add(field.names), site: site)
        case .variable(let variable):
            let fields = add(variable.fields)
            return .variable(reference(to: add(variable.name)), fields: fields, site: site)
        case .identifier(let identifier): return .function(add(callee: identifier.name), site: site)
        case .chain(let chain):
            let base = compile(chain.base)
            operands.append(base)
            return .chain(base: Int32(operands.count - 1), fields: add(chain.fields), site: site)
        case .pipeline(let pipeline): return .pipeline(compile(pipeline))
        }
    }

    /// Whether the operand is the builtin `and` or `or`.
    private func isLogic(_ operand: OperandNode) -> Bool {
        guard case .identifier(let identifier) = operand, functions[identifier.name] == nil else { return false }
        return identifier.name == "and" || identifier.name == "or"
    }

    // Tables.

    private func reference(to name: Int32) -> Code.Variable {
        guard !isUncertain, let slot = scope.lastIndex(of: name) else { return Code.Variable(slot: -1, name: name) }
        return Code.Variable(slot: Int32(slot), name: name)
    }

    private mutating func add(_ source: Code.Site.Source, offset: Int) -> Int32 {
        sites.append(Code.Site(offset: offset, source: source))
        return Int32(sites.count - 1)
    }

    private mutating func add(_ name: String) -> Int32 {
        let key = ByteString(name)
        if let known = variableNames[key] { return known }
        names.append(name)
        variableNames[key] = Int32(names.count - 1)
        return Int32(names.count - 1)
    }

    private mutating func add(_ fields: [String]) -> Code.Run {
        let start = Int32(names.count)
        names.append(contentsOf: fields)
        return Code.Run(start: start, count: Int32(fields.count))
    }

    private mutating func add(literal node: OperandNode) -> Int32 {
        literals.append(Code.Literal(node))
        return Int32(literals.count - 1)
    }

    private mutating func add(callee name: String) -> Int32 {
        if let known = callees.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) { return Int32(known) }
        callees.append(Code.Callee(name, functions: functions))
        return Int32(callees.count - 1)
    }
}
