import JSON

/// What an owner in the cluster bears: its marks and its finalizers.
struct OwnerHead: Sendable {
    let uid: String
    let resourceVersion: String
    let deleting: Bool
    /// The label `applyset.kubernetes.io/id`.
    let id: String?
    /// The marks; nil where the owner bears none.
    let marks: Marks?
    let finalizers: [String]

    /// Whether our finalizer is on it.
    var finalized: Bool { finalizers.contains(MarkNames.finalizer) }

    private static let paths = JSONPaths([
        ["metadata", "uid"], ["metadata", "resourceVersion"], ["metadata", "deletionTimestamp"],
        ["metadata", "labels", MarkNames.id], ["metadata", "annotations", MarkNames.tooling],
        ["metadata", "annotations", MarkNames.groupKinds], ["metadata", "annotations", MarkNames.additionalNamespaces],
        ["metadata", "finalizers"],
    ])

    /// Reads what an owner bears.
    init(_ object: RawJSON) throws(JSONError) {
        let found = try object.find(Self.paths)
        uid = found[0]?.string ?? ""
        resourceVersion = found[1]?.string ?? ""
        deleting = found[2].map { !$0.isNull } ?? false
        id = found[3]?.string
        let tooling = found[4]?.string
        if id != nil || tooling != nil {
            marks = Marks(tooling: tooling ?? "", groupKinds: found[5]?.string, additionalNamespaces: found[6]?.string)
        } else {
            marks = nil
        }
        var finalizers: [String] = []
        if let list = found[7], list.isArray { finalizers = try list.elements().compactMap(\.string) }
        self.finalizers = finalizers
    }
}

extension Marks {
    /// Reads marks from the annotations' values.
    package init(tooling: String, groupKinds: String?, additionalNamespaces: String?) {
        self.init(
            tooling: tooling,
            groupKinds: Set((groupKinds ?? "").split(separator: ",").compactMap { GroupKind(parsing: $0) }),
            additionalNamespaces: Set((additionalNamespaces ?? "").split(separator: ",").map(String.init)))
    }
}
