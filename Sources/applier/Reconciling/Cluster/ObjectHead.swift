import JSON

/// The few fields of a living object that the applier goes by.
struct ObjectHead: Sendable {
    let namespace: String?
    let name: String
    let uid: String
    let resourceVersion: String
    /// Whether it is on its way out.
    let deleting: Bool
    /// The label `applyset.kubernetes.io/part-of`.
    let partOf: String?
    /// The annotation `fairlead.dev/owner`.
    let owner: String?

    /// Whether Helm's annotation says that it stays where it would be deleted.
    let isKept: Bool
    /// The list of its owners, as it stands there.
    let ownerReferences: RawJSON?

    private static let paths = JSONPaths([
        ["metadata", "namespace"], ["metadata", "name"], ["metadata", "uid"], ["metadata", "resourceVersion"],
        ["metadata", "deletionTimestamp"], ["metadata", "labels", MarkNames.partOf],
        ["metadata", "annotations", MarkNames.owner], ["metadata", "annotations", MarkNames.resourcePolicy],
        ["metadata", "ownerReferences"],
    ])

    /// Reads the head; what is missing is empty.
    init(_ object: RawJSON) throws(JSONError) {
        let found = try object.find(Self.paths)
        func text(_ index: Int) -> String? {
            guard let text = found[index]?.string, !text.isEmpty else { return nil }
            return text
        }
        namespace = text(0)
        name = text(1) ?? ""
        uid = text(2) ?? ""
        resourceVersion = text(3) ?? ""
        deleting = text(4) != nil
        partOf = text(5)
        owner = text(6)
        isKept = ResourcePolicy.keeps(text(7))
        ownerReferences = found[8]
    }
}
