/// What the stage says to one input.
struct StageAnswer: Sendable {
    var events: [OutgoingEvent]
    /// The owner that was rendered, with what its templates looked up; nil if none was.
    var lookups: (owner: String, kinds: Set<SourceKind>)?

    init(_ events: [OutgoingEvent], lookups: (owner: String, kinds: Set<SourceKind>)? = nil) {
        self.events = events
        self.lookups = lookups
    }
}
