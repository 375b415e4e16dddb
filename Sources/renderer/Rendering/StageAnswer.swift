/// What the stage says to one input, or to several that were rendered one after the other.
struct StageAnswer: Sendable {
    var events: [OutgoingEvent]
    /// Of each owner that was rendered, what its templates looked up.
    var lookups: [(owner: OwnerID, kinds: Set<SourceKind>)] = []
    /// The owners that it says are to go, with their keys.
    var gone: [(owner: OwnerID, key: String)] = []
    /// How many inputs it answers.
    var inputs = 1
    /// How long each of them took; nil if nothing was rendered.
    var pace: Duration?

    init(_ events: [OutgoingEvent]) {
        self.events = events
    }
}
