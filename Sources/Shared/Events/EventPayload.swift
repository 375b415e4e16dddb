import JSON

/// What the data of one of Fairlead's event types holds.
package protocol EventPayload: ObjectWritable, Sendable, Hashable {
    /// The type of the events with this data.
    static var eventType: EventType { get }

    /// Reads the data of an event that was parsed, so that it is known to be JSON.
    init(data: RawJSON) throws(EventError)
}

extension EventPayload {
    /// Reads the data of an event.
    ///
    /// - Throws: `EventError.missingData` if it has none.
    package init(of event: Event) throws(EventError) {
        try self.init(data: event.payload())
    }
}

extension Event {
    /// The data.
    ///
    /// - Throws: `EventError.missingData` if there is none.
    func payload() throws(EventError) -> RawJSON {
        guard let data else { throw .missingData }
        return data
    }
}
