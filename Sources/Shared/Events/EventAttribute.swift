import Glibc

/// The members of an envelope that Fairlead knows, in the order in which it writes them.
enum EventAttribute: Int, CaseIterable, Sendable {
    case specversion, id, source, type, subject, time, datacontenttype
    case sequence, partitionkey, causationid, traceparent
    case data

    /// The member with a key; nil for one that Fairlead does not know.
    init?(key: UnsafeBufferPointer<UInt8>) {
        guard let start = key.baseAddress else { return nil }
        for attribute in EventAttribute.allCases {
            let name = attribute.text
            if name.utf8CodeUnitCount == key.count, memcmp(name.utf8Start, start, key.count) == 0 {
                self = attribute
                return
            }
        }
        return nil
    }

    /// The member's key.
    var name: String { text.description }

    /// True for what every event has.
    var isRequired: Bool {
        switch self {
        case .specversion, .id, .source, .type: true
        default: false
        }
    }

    private var text: StaticString {
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
