import JSON

/// The data of a `trigger` event: render without a custom resource.
package struct Trigger: EventPayload {
    /// What makes it come.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Once, at the start.
        case oneOff
        /// Again and again, after an interval.
        case interval
    }

    package static let eventType = EventType.trigger

    package let kind: Kind

    package init(kind: Kind) {
        self.kind = kind
    }

    package init(data: RawJSON) throws(EventError) {
        kind = try PayloadFields(data).word("trigger")
    }

    package func write(to text: inout JSONObjectText) {
        text.append("trigger", kind.rawValue)
    }
}
