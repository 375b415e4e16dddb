import JSON

/// The data of a `sync` event: brackets the telling of a resource's objects.
package struct Sync: EventPayload {
    /// Which of the brackets it is.
    package enum Phase: String, Sendable, Hashable, CaseIterable {
        case started, completed
    }

    /// What is told between the brackets.
    package enum Scope: String, Sendable, Hashable, CaseIterable {
        /// Every object that there is, so that what was not told is gone.
        case all
        /// Only what has changed: nothing follows from not being told.
        case changed
    }

    package static let eventType = EventType.sync

    package let phase: Phase
    package let resource: ResourceReference
    /// How many objects were told since the opening bracket; 0 at the opening one.
    package let count: Int
    package let scope: Scope
    /// The name of the source whose objects are told in between, as `source` events; nil: custom resources are, as `change` events.
    package let source: String?

    package init(phase: Phase, resource: ResourceReference, count: Int = 0, scope: Scope, source: String? = nil) {
        self.phase = phase
        self.resource = resource
        self.count = count
        self.scope = scope
        self.source = source
    }

    package init(data: RawJSON) throws(EventError) {
        let fields = try PayloadFields(data)
        phase = try fields.word("phase")
        resource = try fields.part("resource") { data throws(EventError) in try ResourceReference(data: data) }
        count = Int(clamping: try fields.optionalInteger("count") ?? 0)
        scope = try fields.word("scope")
        source = try fields.optionalString("source")
    }

    package func write(to text: inout JSONObjectText) {
        text.append("phase", phase.rawValue)
        text.append("resource", resource)
        text.append("count", count)
        text.append("scope", scope.rawValue)
        text.append("source", source)
    }
}
