public import GoTemplate

/// What a run of a template tells sprig's functions: those that draw or tell the time answer by it alone.
public protocol SprigEnvironment: ExecutionEnvironment {
    /// What they answer by.
    var stableInputs: StableInputs { get }
}
