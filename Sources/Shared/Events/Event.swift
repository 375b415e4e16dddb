import JSON
import Unix

/// One event on the wire: a CloudEvents 1.0 envelope in the JSON format, as the line it is written as.
///
/// An event that was read keeps its line, and writing it gives that line again byte for byte, whatever attributes and data it has.
/// Attributes are decoded when they are asked for; `data` is a slice of the line.
///
/// ```swift
/// let event = try Event(parsing: line[...])
/// if event.type == .change, let data = event.data { let change = try Change(data: data) }
/// ```
package struct Event: Sendable, Hashable, CustomStringConvertible {
    /// The event as it stands on the wire, without the newline.
    package let line: ArraySlice<UInt8>
    /// Where the known members' values lie, counted from the line's start; an empty range for a member that is not there.
    let places: Places
    /// The event's type.
    package let type: EventType

    /// The id, unique within the source.
    package var id: String { string(.id) ?? "" }
    /// Who emitted the event: `/fairlead/<program>/<pipeline>` for Fairlead's own.
    package var source: String { string(.source) ?? "" }
    /// What the event is about, for people: `Kind.group/namespace/name`.
    package var subject: String? { string(.subject) }
    /// When it happened, in RFC 3339, as it stands in the event; empty if it does not say.
    package var time: String { string(.time) ?? "" }
    /// When it happened, if it says so in RFC 3339.
    package var timestamp: Timestamp? {
        guard let time = value(.time), !time.isNull else { return nil }
        // Without its quotes; escapes are rare.
        return Timestamp(parsing: time.bytes.dropFirst().dropLast()) ?? time.string.flatMap { Timestamp(parsing: $0) }
    }
    /// The event's number, which increases by source; nil if there is none or it is not a number.
    package var sequence: UInt64? {
        guard let value = value(.sequence) else { return nil }
        if let text = value.string { return UInt64(text) }
        return value.integer.flatMap { UInt64(exactly: $0) }
    }
    /// The owner's key: events with the same one stay in order.
    package var partitionKey: String? { string(.partitionkey) }
    /// The id of the event that led to this one.
    package var causationID: String? { string(.causationid) }
    /// The W3C trace context.
    package var traceparent: String? { string(.traceparent) }
    /// The payload, untouched; nil if there is none or it is null.
    package var data: RawJSON? { value(.data) }

    /// The line as text.
    package var description: String { String(decoding: line, as: UTF8.self) }

    /// The attributes that Fairlead does not know, as they stand in the line.
    package var unknownAttributes: [(name: String, value: RawJSON)] {
        guard let members = try? RawJSON(unchecked: line).members() else { return [] }
        return members.filter { member in !EventAttribute.allCases.contains { $0.name == member.key } }
            .map { (name: $0.key, value: $0.value) }
    }

    /// Appends the event's line, without a newline.
    package func write(into bytes: inout [UInt8]) {
        bytes.append(contentsOf: line)
    }

    /// Two events are the same if their lines are, byte for byte.
    package static func == (left: Event, right: Event) -> Bool { left.line == right.line }

    package func hash(into hasher: inout Hasher) {
        line.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    /// A known member's value; nil if it is not there or null.
    func value(_ attribute: EventAttribute) -> RawJSON? {
        guard let range = places[attribute] else { return nil }
        return RawJSON(unchecked: line[(line.startIndex + range.lowerBound)..<(line.startIndex + range.upperBound)])
    }

    private func string(_ attribute: EventAttribute) -> String? {
        value(attribute)?.string
    }
}

extension Event {
    /// Where the values of the known members lie in a line of less than 4 GiB.
    struct Places: Sendable {
        private typealias Place = (start: UInt32, end: UInt32)
        private static let none: Place = (0, 0)

        private var all: [12 of Place] = .init(repeating: none)

        subscript(attribute: EventAttribute) -> Range<Int>? {
            get {
                let place = all[attribute.rawValue]
                return place.end > place.start ? Int(place.start)..<Int(place.end) : nil
            }
            set {
                all[attribute.rawValue] =
                    newValue.map { (UInt32(clamping: $0.lowerBound), UInt32(clamping: $0.upperBound)) } ?? Places.none
            }
        }
    }
}
