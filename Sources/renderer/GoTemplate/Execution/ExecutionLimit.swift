/// A bound on what a template may do.
public enum ExecutionLimit: Sendable, Hashable {
    /// The number of actions, texts and rounds of loops.
    case steps
    /// How deep templates call one another, and actions nest.
    case depth
    /// The number of bytes written.
    case output
    /// The number of bytes of the values that functions build.
    case memory
    /// The time that it took.
    case time
}
