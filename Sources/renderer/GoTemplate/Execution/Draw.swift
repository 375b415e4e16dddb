/// What tells one call of a function from all others of a run: the same on each run that takes the same way.
public struct Draw: Sendable, Hashable {
    /// The name of the template that calls.
    public let template: String

    /// The name that the function is called by; empty where it is a value that is called.
    public let function: String

    /// Which of the template's calls of the function it is, from 0 on: what stands between them does not count.
    public let ordinal: Int

    /// How often the run came by this call before.
    public internal(set) var round: Int
}
