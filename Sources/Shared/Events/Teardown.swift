import JSON

/// The data of a `teardown` event: an owner's objects are to go.
package struct Teardown: EventPayload {
    /// Why they are to go.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The owner is gone.
        case deleted
        /// The owner is being deleted and waits for its finalizers.
        case deleting
        /// The owner lives, but no longer passes the filter.
        case filtered
    }

    package static let eventType = EventType.teardown

    package let owner: Owner
    package let reason: Reason

    package init(owner: Owner, reason: Reason) {
        self.owner = owner
        self.reason = reason
    }

    package init(data: RawJSON) throws(EventError) {
        let fields = try PayloadFields(data)
        owner = try fields.part("owner") { data throws(EventError) in try Owner(data: data) }
        reason = try fields.word("reason")
    }

    package func write(to text: inout JSONObjectText) {
        text.append("owner", owner)
        text.append("reason", reason.rawValue)
    }
}
