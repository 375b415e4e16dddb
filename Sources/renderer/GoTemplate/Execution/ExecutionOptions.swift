/// How a template is run.
public struct ExecutionOptions: Sendable {
    /// What a template gets for a key that a map does not have.
    public var missingKey: MissingKey

    /// Bounds on what the template may do.
    public var limits: ExecutionLimits

    /// What the functions need to know about this run.
    public var environment: (any ExecutionEnvironment)?

    /// Options that are Go's, with bounds that no sensible template meets.
    ///
    /// - Parameters:
    ///   - missingKey: What a template gets for a key that a map does not have.
    ///   - limits: Bounds on what the template may do.
    ///   - environment: What the functions need to know about this run; nil for nothing.
    public init(
        missingKey: MissingKey = .noValue, limits: ExecutionLimits = ExecutionLimits(),
        environment: (any ExecutionEnvironment)? = nil
    ) {
        self.missingKey = missingKey
        self.limits = limits
        self.environment = environment
    }
}
