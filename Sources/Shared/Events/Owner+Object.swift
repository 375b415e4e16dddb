import JSON

extension Owner {
    /// Reads the owner from the custom resource itself, as a change carries it, in one pass over its bytes.
    ///
    /// - Parameters:
    ///   - resource: The sort of object it is.
    ///   - object: The object; of a minimal one, what is not there counts as empty.
    /// - Throws: `EventError` if it has no name.
    package init(resource: ResourceReference, object: RawJSON) throws(EventError) {
        let found: JSONFindings
        do throws(JSONError) {
            found = try object.locate(Owner.paths)
        } catch {
            throw .notJSON(error)
        }
        guard let name = found[0]?.string, !name.isEmpty else { throw .missingField("object.metadata.name") }
        let namespace = found[1]?.string
        self.init(
            resource: resource,
            namespace: namespace?.isEmpty == false ? namespace : nil,
            name: name,
            uid: found[2]?.string ?? "",
            generation: found[3]?.integer,
            resourceVersion: found[4]?.string ?? "",
            deleting: found[5].map { !$0.isNull } ?? false,
            applySet: Owner.applySet(id: found[6], tooling: found[7], groupKinds: found[8], namespaces: found[9]),
            finalized: Owner.hasFinalizer(found[10]))
    }

    private static let paths = JSONPaths([
        ["metadata", "name"], ["metadata", "namespace"], ["metadata", "uid"], ["metadata", "generation"],
        ["metadata", "resourceVersion"], ["metadata", "deletionTimestamp"],
        ["metadata", "labels", ApplySet.idLabel],
        ["metadata", "annotations", ApplySet.toolingAnnotation],
        ["metadata", "annotations", ApplySet.groupKindsAnnotation],
        ["metadata", "annotations", ApplySet.additionalNamespacesAnnotation],
        ["metadata", "finalizers"],
    ])

    private static func applySet(id: RawJSON?, tooling: RawJSON?, groupKinds: RawJSON?, namespaces: RawJSON?) -> ApplySet? {
        guard let id = id?.string else { return nil }
        return ApplySet(
            id: id, tooling: tooling?.string ?? "", groupKinds: list(groupKinds), additionalNamespaces: list(namespaces))
    }

    /// The words of an annotation, which stand with commas between them.
    private static func list(_ annotation: RawJSON?) -> [String] {
        annotation?.string?.split(separator: ",").map(String.init) ?? []
    }

    private static func hasFinalizer(_ finalizers: RawJSON?) -> Bool {
        guard let finalizers, finalizers.isArray, let elements = try? finalizers.elements() else { return false }
        return elements.contains { $0.string == finalizer }
    }
}
