/// The members of an envelope that Fairlead knows, in the order in which it writes them.
enum EventAttribute: Int, CaseIterable, Sendable {
    case specversion, id, source, type, subject, time, datacontenttype
    case sequence, partitionkey, causationid, traceparent
    case data

    /// The member's key.
    var name: String {
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
