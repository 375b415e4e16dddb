/// Runs a program: the state of one run, apart from the program.
///
/// The state is a value, so that its parts are reached without the checks that shared objects need.
struct Executor {
    /// A variable on the stack.
    struct Variable {
        var value: Value
        let name: Int32

        /// Whether the value is held as an `interface {}`, as what a loop takes out of a list is. Errors tell.
        var isInterface: Bool
    }

    /// How a list of statements ended.
    enum Flow {
        case normal, breakLoop, continueLoop
    }

    /// How many steps are taken from the run's at a time; between two such times nothing interrupts.
    private static let ration = 1024

    /// How deep actions nest before the size of the stack is looked at.
    private static let unguardedNesting = 48

    let programs: [Program?]
    let execution: Execution

    /// Which template runs.
    var program: Program
    var output: [UInt8] = []

    /// Where the output comes from, if that was asked for.
    var origins: OutputOrigins?

    /// The variables of the templates that run; those of the present one start at `base`.
    var variables: [Variable] = []
    var base = 0

    var dot: Value

    /// Whether dot is held as an `interface {}`.
    var dotIsInterface = false

    /// Whether the argument that was evaluated last is held as an `interface {}`.
    var isHeldAsInterface = false

    /// What is being evaluated: where an error happens.
    var site: Int32 = 0

    /// The templates that led here, each at its call.
    var frames: [ExecutorFrame] = []

    private var steps = 0
    private var nesting = 0
    private var stackFloor: UInt = 0
    private let outputLimit: Int
    private let outerDepth: Int
    let missingKey: MissingKey

    /// Prepares to run a template of a set.
    init(set: TemplateSet, entry: String, data: Value, execution: Execution) throws(TemplateError) {
        program = try set.program(named: entry)
        programs = set.programs
        self.execution = execution
        missingKey = execution.options.missingKey
        outputLimit = execution.outputLimit
        frames = execution.frames
        if let caller = execution.caller { frames.append(caller) }
        outerDepth = frames.count
        // A data value that is held as nil is no value at all.
        if case .null = data { dot = .invalid } else { dot = data }
        variables.append(Variable(value: dot, name: 0, isInterface: false))
    }

    /// Runs the template.
    mutating func run() throws(TemplateError) {
        if outerDepth > 0 {
            // A function renders from within a template: that is one more level, however it was reached.
            guard outerDepth < execution.options.limits.depth else {
                throw failure("exceeded maximum template depth (\(outerDepth))", kind: .limit(.depth))
            }
            try checkStack()
        }
        _ = try run(program.root)
    }

    /// Gives back what was not used, and hands over what was written.
    mutating func finish() -> [UInt8] {
        execution.remainingSteps += steps
        steps = 0
        return output
    }

    // Statements.

    private mutating func run(_ list: Code.Run) throws(TemplateError) -> Flow {
        let program = self.program
        for index in list.range {
            steps -= 1
            if steps < 0 { try takeSteps() }
            switch program.statements[index] {
            case .text(let start, let end):
                origins?.add(output.count, from: program.source, at: Int(start), isText: true)
                program.source.bytes.withUnsafeBufferPointer { bytes in
                    output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[Int(start)..<Int(end)]))
                }
                try checkOutput()
            case .printFields(let fields, let site, let operandSite):
                self.site = operandSite
                let value = try evaluate(fields, of: dot, isInterface: dotIsInterface)
                try write(value, at: site)
            case .print(let pipeline, let site):
                self.site = site
                let value = try evaluate(pipeline)
                try write(value, at: site)
            case .perform(let pipeline, let site):
                self.site = site
                _ = try evaluate(pipeline)
            case .condition(let pipeline, let body, let elseBody, let site):
                let flow = try runCondition(pipeline, body, elseBody, site)
                if flow != .normal { return flow }
            case .with(let pipeline, let body, let elseBody, let site):
                let flow = try runWith(pipeline, body, elseBody, site)
                if flow != .normal { return flow }
            case .range(let pipeline, let body, let elseBody, let site):
                let flow = try runRange(pipeline, body, elseBody, site)
                if flow != .normal { return flow }
            case .template(let number, let pipeline, let site):
                try runTemplate(number, pipeline, site)
            case .breakLoop: return .breakLoop
            case .continueLoop: return .continueLoop
            }
        }
        return .normal
    }

    mutating func runNested(_ list: Code.Run) throws(TemplateError) -> Flow {
        guard list.count > 0 else { return .normal }
        try enter()
        let flow = try run(list)
        leave()
        return flow
    }

    private mutating func runCondition(
        _ pipeline: Int32, _ body: Code.Run, _ elseBody: Code.Run, _ site: Int32
    ) throws(TemplateError) -> Flow {
        self.site = site
        let mark = variables.count
        let flow = try runNested(try evaluate(pipeline).isTrue ? body : elseBody)
        truncateVariables(to: mark)
        return flow
    }

    private mutating func runWith(
        _ pipeline: Int32, _ body: Code.Run, _ elseBody: Code.Run, _ site: Int32
    ) throws(TemplateError) -> Flow {
        self.site = site
        let mark = variables.count
        let value = try evaluate(pipeline)
        let flow: Flow
        if value.isTrue {
            let outer = (dot, dotIsInterface)
            (dot, dotIsInterface) = (value, false)
            flow = try runNested(body)
            (dot, dotIsInterface) = outer
        } else {
            flow = try runNested(elseBody)
        }
        truncateVariables(to: mark)
        return flow
    }

    private mutating func runTemplate(_ number: Int32, _ pipeline: Int32, _ site: Int32) throws(TemplateError) {
        self.site = site
        guard let callee = programs[Int(number)] else {
            throw failure("template \(Quoting.quoted(execution.set.templateName(number))) not defined")
        }
        guard frames.count < execution.options.limits.depth else {
            throw failure("exceeded maximum template depth (\(frames.count))", kind: .limit(.depth))
        }
        let value = pipeline < 0 ? .invalid : try evaluate(pipeline)
        try enter()
        frames.append(ExecutorFrame(program: program, site: site))
        let outer = (program, dot, dotIsInterface, base)
        program = callee
        (dot, dotIsInterface) = (value, false)
        base = variables.count
        variables.append(Variable(value: value, name: 0, isInterface: false))
        _ = try run(callee.root)
        truncateVariables(to: base)
        (program, dot, dotIsInterface, base) = outer
        frames.removeLast()
        leave()
    }

    // Bounds.

    /// Counts a round of a loop.
    @inline(__always)
    mutating func countRound() throws(TemplateError) {
        steps -= 1
        if steps < 0 { try takeSteps() }
    }

    /// Takes steps from the run's, and sees whether the run must end.
    private mutating func takeSteps() throws(TemplateError) {
        let limit = execution.options.limits.steps
        guard execution.remainingSteps > 0 else {
            throw failure("exceeded the maximum of \(limit) steps", kind: .limit(.steps))
        }
        // The first ration is not worth a look at the clock.
        if execution.remainingSteps != execution.initialSteps, let (kind, message) = execution.interruption() {
            throw failure(message, kind: kind)
        }
        let ration = min(Self.ration, execution.remainingSteps)
        execution.remainingSteps -= ration
        steps = ration - 1
    }

    @inline(__always)
    func checkOutput() throws(TemplateError) {
        if output.count > outputLimit {
            throw failure("the output exceeds \(execution.options.limits.outputBytes) bytes", kind: .limit(.output))
        }
    }

    /// Goes one level deeper, if the stack has room.
    @inline(__always)
    mutating func enter() throws(TemplateError) {
        nesting += 1
        if nesting > Self.unguardedNesting || outerDepth > 0 { try checkStack() }
    }

    @inline(__always)
    mutating func leave() {
        nesting -= 1
    }

    private mutating func checkStack() throws(TemplateError) {
        if stackFloor == 0 { stackFloor = max(1, StackGuard.lowestAddress()) }
        if StackGuard.isBelow(stackFloor) {
            throw failure("exceeded maximum template depth (\(frames.count))", kind: .limit(.depth))
        }
    }

    // Variables.

    @inline(__always)
    mutating func truncateVariables(to count: Int) {
        if variables.count > count { variables.removeSubrange(count...) }
    }

    /// The place of a variable on the stack; nil if what declares it has not run.
    @inline(__always)
    func place(of variable: Code.Variable) -> Int? {
        if variable.slot >= 0 { return base + Int(variable.slot) }
        var place = variables.count - 1
        while place >= base {
            if variables[place].name == variable.name { return place }
            place -= 1
        }
        return nil
    }

    /// An error for a variable that is used where what declares it has not run.
    func undefined(_ variable: Code.Variable) -> TemplateError {
        failure("undefined variable: \(program.names[Int(variable.name)])")
    }

    // Errors.

    /// An error at the part of the template that is being evaluated.
    func failure(_ message: String, kind: TemplateError.Kind = .execution) -> TemplateError {
        let place = program.frame(at: site)
        let stack = frames.map { $0.program.frame(at: $0.site) } + [place]
        return TemplateError(
            kind: kind, message: message, template: place.template, name: place.name, line: place.line,
            column: place.column, context: program.context(of: site), stack: stack)
    }

    /// The error of a function that was called.
    func failure(calling name: String, _ error: FunctionError) -> TemplateError {
        let own = failure("error calling \(name): \(error.message)", kind: error.cause?.kind ?? .execution)
        guard let cause = error.cause else {
            if let limit = error.limit { return failure(error.message, kind: .limit(limit)) }
            return own
        }
        let inner = cause.stack.isEmpty ? own.stack : cause.stack
        return TemplateError(
            kind: cause.kind, message: own.message, template: own.template, name: own.name, line: own.line,
            column: own.column, context: own.context, stack: inner, cause: cause, text: nil)
    }
}
