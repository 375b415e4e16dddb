/// A version of JSON Schema.
enum Draft: Int, Sendable, Comparable {
    case draft4 = 4
    case draft6 = 6
    case draft7 = 7
    case draft2019 = 2019
    case draft2020 = 2020

    /// What a schema without `$schema` is read as.
    static let latest = Draft.draft2020

    /// The version of a `$schema`, with or without an empty fragment; nil for any other address.
    init?(address: String) {
        var address = Substring(address)
        if address.hasSuffix("#") { address = address.dropLast() }
        for scheme in ["http://", "https://"] where address.hasPrefix(scheme) { address = address.dropFirst(scheme.utf8.count) }
        switch address {
        case "json-schema.org/draft-04/schema": self = .draft4
        case "json-schema.org/draft-06/schema": self = .draft6
        case "json-schema.org/draft-07/schema": self = .draft7
        case "json-schema.org/draft/2019-09/schema": self = .draft2019
        case "json-schema.org/draft/2020-12/schema", "json-schema.org/schema": self = .draft2020
        default: return nil
        }
    }

    /// The keyword that gives a schema its address.
    var idKeyword: String { self == .draft4 ? "id" : "$id" }

    /// Whether all else in a schema with `$ref` counts for nothing.
    var isReferenceAlone: Bool { self < .draft2019 }

    /// Whether `format` is more than a note.
    var assertsFormats: Bool { self < .draft2019 }

    static func < (left: Draft, right: Draft) -> Bool { left.rawValue < right.rawValue }
}
