/// One run of a template: what a function may ask of it, and what it must tell.
///
/// It lives as long as the run and stays in its task.
public final class Execution {
    /// The templates that can be called: those of the run, or within `render(source:name:data:)` also those of its text.
    var set: TemplateSet

    let options: ExecutionOptions

    /// How many steps there were at the start.
    let initialSteps: Int

    /// How many steps are left that no executor has taken for itself yet.
    var remainingSteps: Int

    /// How many bytes may be written.
    let outputLimit: Int

    /// How many bytes functions may still build.
    private(set) var remainingMemory: Int

    /// How long it may take from the first look at the clock on.
    private let time: Duration?

    /// When time is up; counted from the first look at the clock, which a short run never takes.
    private var deadline: ContinuousClock.Instant?

    /// The templates around the one that calls a function, and where that one is.
    var frames: [ExecutorFrame] = []
    var caller: ExecutorFrame?

    /// How often the run came by each call that counts its rounds.
    var draws: [Draw: Int] = [:]

    /// - Parameter remaining: What is left of the limits of the options, of which others have used some; nil for all.
    init(_ set: TemplateSet, options: ExecutionOptions, remaining: ExecutionLimits? = nil) {
        self.set = set
        self.options = options
        let limits = remaining ?? options.limits
        initialSteps = limits.steps
        remainingSteps = limits.steps
        outputLimit = limits.outputBytes
        remainingMemory = limits.memoryBytes
        time = limits.time
    }

    /// What the one who renders wants the functions to know.
    public var environment: (any ExecutionEnvironment)? { options.environment }

    /// The place from which the function at hand is called.
    public var callSite: CallSite? {
        caller.map { CallSite(program: $0.program, site: $0.site) }
    }

    /// Counts memory that a function is about to use for a value, before it builds it.
    ///
    /// - Throws: An error that ends the run, once all functions together have used more than the run may.
    public func charge(bytes: Int) throws(FunctionError) {
        let (left, isTooMuch) = remainingMemory.subtractingReportingOverflow(max(0, bytes))
        guard !isTooMuch, left >= 0 else {
            throw FunctionError(
                limit: .memory, "the values that functions built exceed \(options.limits.memoryBytes) bytes")
        }
        remainingMemory = left
    }

    /// Renders a template of the same set, as Helm's `include` does.
    ///
    /// - Parameters:
    ///   - name: The template's name.
    ///   - data: What its dot is.
    /// - Returns: What it wrote.
    /// - Throws: The template's error, whose text becomes part of the caller's.
    public func render(_ name: String, data: Value) throws(FunctionError) -> [UInt8] {
        try render(name, in: set, data: data)
    }

    /// Renders a text that is parsed now, with the templates of the set at hand, as Helm's `tpl` does.
    ///
    /// - Parameters:
    ///   - source: The template's text.
    ///   - name: The name for errors.
    ///   - data: What its dot is.
    /// - Returns: What it wrote.
    /// - Throws: The parser's or the template's error, whose text becomes part of the caller's.
    public func render(source: ByteString, name: String, data: Value) throws(FunctionError) -> [UInt8] {
        // Parsing takes no steps, but time and memory.
        try charge(bytes: source.count)
        try checkInterruption()
        let extended: TemplateSet
        do {
            extended = try set.extended(by: source, name: name)
        } catch {
            throw FunctionError(error)
        }
        let outer = set
        set = extended
        defer { set = outer }
        return try render(name, in: extended, data: data)
    }

    private func render(_ name: String, in set: TemplateSet, data: Value) throws(FunctionError) -> [UInt8] {
        do {
            var executor = try Executor(set: set, entry: name, data: data, execution: self)
            try executor.run()
            return executor.finish()
        } catch {
            throw FunctionError(error)
        }
    }

    /// Ends the run if its time is up or its task was cancelled: for functions that may take long.
    ///
    /// - Throws: An error that ends the run.
    public func checkInterruption() throws(FunctionError) {
        guard let (kind, message) = interruption() else { return }
        guard case .limit(let limit) = kind else { throw FunctionError(message) }
        throw FunctionError(limit: limit, message)
    }

    /// What ends the run whatever the template does: a cancelled task, or the time that is up.
    func interruption() -> (kind: TemplateError.Kind, message: String)? {
        if Task.isCancelled { return (.cancelled, "the rendering was cancelled") }
        guard let time else { return nil }
        let now = ContinuousClock.now
        guard let deadline else {
            deadline = now.advanced(by: time)
            return nil
        }
        guard now >= deadline else { return nil }
        return (.limit(.time), "rendering takes longer than \(options.limits.time ?? time)")
    }
}
