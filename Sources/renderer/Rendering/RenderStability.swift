import Sprig

/// What keeps the random values and the time of renderings the same from one to the next.
package struct RenderStability: Sendable {
    /// What `now` is.
    package enum Time: Sendable, Hashable {
        /// When the custom resource was created, or rotated last.
        case creation
        /// When the event happened, cut to a multiple of so many seconds; 0 leaves it as it is.
        case event(cutToSeconds: Int64)
    }

    /// The secret that values derive from; nil: templates cannot draw.
    package var seed: RandomSeed?
    package var time: Time
    /// Whether templates may ask for keys that cannot be derived.
    package var allowsUnstableKeys: Bool

    package init(seed: RandomSeed? = nil, time: Time = .creation, allowsUnstableKeys: Bool = false) {
        self.seed = seed
        self.time = time
        self.allowsUnstableKeys = allowsUnstableKeys
    }
}
