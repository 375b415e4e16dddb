/// What random values and the time of a run derive from, so that the same run gives the same again.
///
/// ```swift
/// let inputs = StableInputs(seed: RandomSeed(bytes), owner: uid, now: .init(seconds: created))
/// try templates.render("main", data: data, options: ExecutionOptions(environment: inputs))
/// ```
public struct StableInputs: SprigEnvironment {
    /// A moment in UTC.
    public struct Moment: Sendable, Hashable {
        /// Seconds since 1970.
        public let seconds: Int64
        /// From 0 to 999,999,999.
        public let nanoseconds: Int32

        /// A moment; nanoseconds out of range are clamped.
        public init(seconds: Int64, nanoseconds: Int32 = 0) {
            self.seconds = seconds
            self.nanoseconds = min(max(nanoseconds, 0), 999_999_999)
        }
    }

    /// The secret that values derive from; without it nothing can be drawn.
    public var seed: RandomSeed?

    /// Whose values they are: others get others. An object's uid, for one.
    public var owner: String

    /// Another value gives other values to the same owner.
    public var rotation: String

    /// What `now` is; without it `now` fails.
    public var now: Moment?

    /// Whether keys and certificates may be asked for that cannot be derived, so that each run gives others: RSA.
    public var allowsUnstableKeys: Bool

    /// What a run's random values and time derive from.
    ///
    /// - Parameters:
    ///   - seed: The secret; nil if nothing may be drawn.
    ///   - owner: Whose values they are, such as an object's uid.
    ///   - rotation: Another text gives other values to the same owner.
    ///   - now: What `now` is; nil if nothing may ask for it.
    ///   - allowsUnstableKeys: Whether RSA keys may be made, which differ on each run.
    public init(
        seed: RandomSeed?, owner: String, rotation: String = "", now: Moment? = nil, allowsUnstableKeys: Bool = false
    ) {
        self.seed = seed
        self.owner = owner
        self.rotation = rotation
        self.now = now
        self.allowsUnstableKeys = allowsUnstableKeys
    }

    /// These.
    public var stableInputs: StableInputs? { self }
}
