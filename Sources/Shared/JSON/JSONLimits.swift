/// The bounds within which a JSON text is accepted.
public struct JSONLimits: Sendable, Hashable {
    /// How many arrays and objects may lie within each other.
    ///
    /// A value without any has the depth 0.
    /// Parsing needs no stack, but releasing and comparing a value do, so that whatever is asked for here, no more
    /// than ``depthCeiling`` is granted.
    public var maximumDepth: Int

    /// How many bytes a text may have, or `nil` for no bound.
    public var maximumBytes: Int?

    /// The greatest depth that any limit can grant: 4,096.
    public static let depthCeiling = 4096

    /// A depth of 512 and no bound on the size.
    public static let `default` = JSONLimits()

    /// Creates limits.
    /// - Parameters:
    ///   - maximumDepth: how many arrays and objects may lie within each other
    ///   - maximumBytes: how many bytes a text may have, or `nil` for no bound
    public init(maximumDepth: Int = 512, maximumBytes: Int? = nil) {
        self.maximumDepth = maximumDepth
        self.maximumBytes = maximumBytes
    }

    /// The depth that is enforced.
    var depth: Int { min(max(maximumDepth, 0), JSONLimits.depthCeiling) }
}
