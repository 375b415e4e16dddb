import JSON

extension Event {
    /// Makes an event.
    ///
    /// - Parameters:
    ///   - type: The event's type.
    ///   - id: Unique within the source.
    ///   - source: Who emits it: `/fairlead/<program>/<pipeline>`.
    ///   - subject: What it is about, for people.
    ///   - time: When it happened, in RFC 3339; left out if empty.
    ///   - sequence: Its number; written with 20 digits, so that the order of the strings is that of the numbers.
    ///   - partitionKey: The owner's key.
    ///   - causationID: The id of the event that led to this one.
    ///   - traceparent: The W3C trace context.
    ///   - attributes: Other attributes, in their order.
    ///   - data: The payload; its bytes are taken as they are, and must have no newline.
    package init(
        type: EventType, id: String, source: String, subject: String? = nil, time: String, sequence: UInt64? = nil,
        partitionKey: String? = nil, causationID: String? = nil, traceparent: String? = nil,
        attributes: [(name: String, value: RawJSON)] = [], data: RawJSON? = nil
    ) {
        var composition = Composition(capacity: 512 + (data?.bytes.count ?? 0))
        composition.append(.specversion, "1.0")
        composition.append(.id, id)
        composition.append(.source, source)
        composition.append(.type, type.rawValue)
        if let subject { composition.append(.subject, subject) }
        if !time.isEmpty { composition.append(.time, time) }
        if data != nil { composition.append(.datacontenttype, "application/json") }
        if let sequence { composition.append(.sequence, Event.padded(sequence)) }
        if let partitionKey { composition.append(.partitionkey, partitionKey) }
        if let causationID { composition.append(.causationid, causationID) }
        if let traceparent { composition.append(.traceparent, traceparent) }
        for (name, value) in attributes { composition.append(name, value) }
        if let data { composition.append(.data, data) }
        self.init(line: composition.finish()[...], places: composition.places, type: type)
    }

    /// A number with so many zeros before it that it has 20 digits.
    private static func padded(_ number: UInt64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 20 - digits.utf8.count) + digits
    }

    /// A line in the making, and where its members' values lie.
    private struct Composition {
        var places = Places()
        private var bytes: [UInt8] = []

        init(capacity: Int) {
            bytes.reserveCapacity(capacity)
        }

        mutating func append(_ attribute: EventAttribute, _ text: String) {
            appendKey(attribute.name)
            let start = bytes.count
            JSONWriting.appendString(text, into: &bytes)
            places[attribute] = start..<bytes.count
        }

        mutating func append(_ attribute: EventAttribute, _ value: RawJSON) {
            appendKey(attribute.name)
            let start = bytes.count
            bytes.append(contentsOf: value.bytes)
            if !value.isNull { places[attribute] = start..<bytes.count }
        }

        mutating func append(_ name: String, _ value: RawJSON) {
            appendKey(name)
            bytes.append(contentsOf: value.bytes)
        }

        mutating func finish() -> [UInt8] {
            bytes.append(UInt8(ascii: "}"))
            return bytes
        }

        private mutating func appendKey(_ name: String) {
            bytes.append(bytes.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
            JSONWriting.appendKey(name, into: &bytes)
        }
    }
}
