import JSON

/// Finds the living counterpart of a list's element by the fields that lists of Kubernetes are merged by.
enum MergeKey {
    /// The keys that API types declare as their lists' map keys, the more telling ones first.
    private static let candidates: [[String]] = [
        ["uid"], ["containerPort", "protocol"], ["port", "protocol"], ["name"], ["mountPath"], ["devicePath"], ["ip"], ["type"],
        ["topologyKey", "whenUnsatisfiable"], ["key"], ["containerPort"], ["port"], ["topologyKey"],
    ]

    /// The element of `live` that has the same identity as `element`.
    ///
    /// A key counts where all desired elements have it and no two have the same, so that it does tell them apart.
    static func find(_ element: JSONValue, among desired: [JSONValue], in live: [JSONValue]) -> JSONValue? {
        for keys in candidates {
            let identities = desired.map { identity(of: $0, by: keys) }
            guard !identities.contains(nil), Set(identities).count == identities.count, let own = identity(of: element, by: keys)
            else { continue }
            return live.first { identity(of: $0, by: keys) == own }
        }
        return live.first { $0 == element }
    }

    /// The values of the keys; a missing protocol is TCP, as the API server defaults it.
    private static func identity(of element: JSONValue, by keys: [String]) -> [JSONValue]? {
        var identity: [JSONValue] = []
        for key in keys {
            if let value = element[key], value != .null {
                identity.append(value)
            } else if key == "protocol" {
                identity.append(.string("TCP"))
            } else {
                return nil
            }
        }
        return identity
    }
}
