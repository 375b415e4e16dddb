public import GoTemplate

/// What a run of a template tells sprig's functions: those that draw or tell the time answer by it alone.
public protocol SprigEnvironment: ExecutionEnvironment {
    /// What they answer by; nil: `now` is the clock's time, and nothing can be drawn.
    var stableInputs: StableInputs? { get }
}
