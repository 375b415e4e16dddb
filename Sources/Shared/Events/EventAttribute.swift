import Glibc

/// The members of an envelope that Fairlead knows, in the order in which it writes them.
enum EventAttribute: Int, CaseIterable, Sendable {
    case specversion, id, source, type, subject, time, datacontenttype
    case sequence, partitionkey, causationid, traceparent
    case data

    /// The member with a key; nil for one that Fairlead does not know.
    init?(key: UnsafeBufferPointer<UInt8>) {
        guard let start = key.baseAddress else { return nil }
        // Told apart by length and first letter, and then compared once.
        let likely: EventAttribute? =
            switch (key.count, start.pointee) {
            case (11, UInt8(ascii: "s")): .specversion
            case (2, UInt8(ascii: "i")): .id
            case (6, UInt8(ascii: "s")): .source
            case (4, UInt8(ascii: "t")): start[1] == UInt8(ascii: "y") ? .type : .time
            case (7, UInt8(ascii: "s")): .subject
            case (15, UInt8(ascii: "d")): .datacontenttype
            case (8, UInt8(ascii: "s")): .sequence
            case (12, UInt8(ascii: "p")): .partitionkey
            case (11, UInt8(ascii: "c")): .causationid
            case (11, UInt8(ascii: "t")): .traceparent
            case (4, UInt8(ascii: "d")): .data
            default: nil
            }
        guard let likely, memcmp(likely.key.utf8Start, start, key.count) == 0 else { return nil }
        self = likely
    }

    /// The member's key.
    var name: String { key.description }

    /// True for what every event has.
    var isRequired: Bool {
        switch self {
        case .specversion, .id, .source, .type: true
        default: false
        }
    }

    /// The member's key as it stands in the source of this program.
    var key: StaticString {
        switch self {
        case .specversion: "specversion"
        case .id: "id"
        case .source: "source"
        case .type: "type"
        case .subject: "subject"
        case .time: "time"
        case .datacontenttype: "datacontenttype"
        case .sequence: "sequence"
        case .partitionkey: "partitionkey"
        case .causationid: "causationid"
        case .traceparent: "traceparent"
        case .data: "data"
        }
    }
}
