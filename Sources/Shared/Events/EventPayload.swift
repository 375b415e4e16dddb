import JSON

/// What the data of one of Fairlead's event types holds.
package protocol EventPayload: Sendable, Hashable {
    /// The type of the events with this data.
    static var eventType: EventType { get }

    /// Reads the data of an event that was parsed, so that it is known to be JSON.
    init(data: RawJSON) throws(EventError)

    /// Writes the data.
    func encoded() -> RawJSON
}

extension EventPayload {
    /// Reads the data of an event.
    ///
    /// - Throws: `EventError.missingData` if it has none.
    package init(of event: Event) throws(EventError) {
        guard let data = event.data else { throw .missingData }
        try self.init(data: data)
    }
}
