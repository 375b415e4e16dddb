/// Bounds on what one run of a template may do, each with an error of its own.
public struct ExecutionLimits: Sendable, Hashable {
    /// The number of texts, actions and rounds of loops.
    public var steps: Int

    /// How many templates may call one another. A thread's stack may end it earlier, with the same error.
    public var depth: Int

    /// The number of bytes that may be written.
    public var outputBytes: Int

    /// The number of bytes of the values that functions may build altogether.
    public var memoryBytes: Int

    /// How long it may take; nil for as long as it takes.
    public var time: Duration?

    /// Bounds that no sensible template meets, unless told otherwise.
    public init(
        steps: Int = 10_000_000, depth: Int = 1000, outputBytes: Int = 16 << 20, memoryBytes: Int = 256 << 20,
        time: Duration? = .seconds(30)
    ) {
        self.steps = steps
        self.depth = depth
        self.outputBytes = outputBytes
        self.memoryBytes = memoryBytes
        self.time = time
    }
}
