import Events

/// What the renderer knows of the telling of one resource: from which event on everything is told, and whether all was.
struct Telling: Sendable {
    /// The owners told since the opening bracket; nil between tellings, and while only changes are told.
    var told: Set<OwnerID>?
    /// The brackets of the last telling of everything that was completed; they surround a repetition.
    var brackets: (started: Event, completed: Event)?
    /// The opening bracket of the telling under way.
    var started: Event?

    /// Takes an opening bracket.
    mutating func begin(_ event: Event, _ sync: Sync) {
        started = event
        told = sync.scope == .all ? [] : nil
    }

    /// Takes a closing bracket; returns the owners told, if it was everything: no fewer than the bracket counts.
    mutating func complete(_ event: Event, _ sync: Sync) -> Set<OwnerID>? {
        defer { told = nil }
        guard sync.scope == .all, let told, told.count >= sync.count, let started else { return nil }
        brackets = (started, event)
        return told
    }
}
