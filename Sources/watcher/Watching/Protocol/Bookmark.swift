import JSON

/// What the object of a bookmark says.
struct Bookmark: Sendable, Hashable {
    /// Where a watch may be resumed.
    let resourceVersion: String
    /// Whether it ends the initial events of a streaming list.
    let endsInitialEvents: Bool

    private static let paths = JSONPaths([
        ["metadata", "resourceVersion"], ["metadata", "annotations", "k8s.io/initial-events-end"],
    ])

    /// Reads a bookmark; nil if it is none.
    init?(_ object: RawJSON) {
        guard let found = try? object.find(Self.paths), let version = found[0]?.string else { return nil }
        resourceVersion = version
        endsInitialEvents = found[1]?.string == "true"
    }
}
