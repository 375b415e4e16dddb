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
        composition.append(.subject, subject)
        composition.append(.time, time.isEmpty ? nil : time)
        composition.append(.datacontenttype, data == nil ? nil : "application/json")
        if let sequence { composition.append(sequence: sequence) }
        composition.append(.partitionkey, partitionKey)
        composition.append(.causationid, causationID)
        composition.append(.traceparent, traceparent)
        for (name, value) in attributes { composition.append(named: name, value) }
        composition.append(.data, data)
        self = composition.event(type)
    }

    /// Makes the answer to an event: it bears the event's time and trace context, and its id behind the event's.
    ///
    /// - Parameters:
    ///   - payload: What the answer says.
    ///   - suffix: What the answer's id has behind that of the event and a slash.
    init<Payload: EventPayload>(
        answering event: Event, _ payload: Payload, suffix: String, source: String, subject: String, sequence: UInt64,
        partitionKey: String
    ) {
        let type = Payload.eventType
        var composition = Composition(capacity: 640 + payload.capacity)
        composition.append(.specversion, "1.0")
        composition.append(.id, event.value(.id), suffix: suffix)
        composition.append(.source, source)
        composition.append(.type, type.rawValue)
        composition.append(.subject, subject)
        composition.append(.time, event.value(.time))
        composition.append(.datacontenttype, "application/json")
        composition.append(sequence: sequence)
        composition.append(.partitionkey, partitionKey)
        composition.append(.causationid, event.value(.id))
        composition.append(.traceparent, event.value(.traceparent))
        composition.append(.data, payload)
        self = composition.event(type)
    }

    /// A line in the making, and where its members' values lie.
    private struct Composition {
        private var places = Places()
        private var text: JSONObjectText

        init(capacity: Int) {
            text = JSONObjectText(capacity: capacity)
        }

        mutating func append(_ attribute: EventAttribute, _ value: String?) {
            guard let value else { return }
            places[attribute] = text.appendValue(attribute.key) { JSONWriting.appendString(value, into: &$0) }
        }

        mutating func append(_ attribute: EventAttribute, _ value: RawJSON?) {
            guard let value else { return }
            let place = text.appendValue(attribute.key) { $0.append(contentsOf: value.bytes) }
            if !value.isNull { places[attribute] = place }
        }

        mutating func append(_ attribute: EventAttribute, _ payload: some EventPayload) {
            places[attribute] = text.appendObject(attribute.key) { payload.write(to: &$0) }
        }

        /// Appends a string, a slash and more text.
        mutating func append(_ attribute: EventAttribute, _ string: RawJSON?, suffix: String) {
            places[attribute] = text.appendValue(attribute.key) { bytes in
                if let string, string.bytes.count >= 2 {
                    string.bytes.withUnsafeBufferPointer {
                        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0.dropLast()))
                    }
                } else {
                    bytes.append(UInt8(ascii: "\""))
                }
                let slash = bytes.count
                JSONWriting.appendString(suffix, into: &bytes)
                // In the place of the suffix's own quote.
                bytes[slash] = UInt8(ascii: "/")
            }
        }

        mutating func append(named name: String, _ value: RawJSON) {
            text.append(named: name, value)
        }

        /// Appends a number with so many zeros before it that it has 20 digits.
        mutating func append(sequence: UInt64) {
            places[.sequence] = text.appendValue(EventAttribute.sequence.key) { bytes in
                var digits = InlineArray<22, UInt8>(repeating: UInt8(ascii: "0"))
                digits[0] = UInt8(ascii: "\"")
                digits[21] = UInt8(ascii: "\"")
                var rest = sequence
                var place = 20
                while rest > 0 {
                    digits[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                    rest /= 10
                    place -= 1
                }
                bytes.append(addingCapacity: digits.count) { span in
                    for place in digits.indices { span.append(digits[place]) }
                }
            }
        }

        mutating func event(_ type: EventType) -> Event {
            Event(line: text.finish()[...], places: places, type: type)
        }
    }
}
