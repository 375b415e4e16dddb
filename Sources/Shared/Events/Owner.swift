import JSON

/// The custom resource that objects are rendered for, as far as the stages after the watcher need it.
package struct Owner: ObjectWritable, Sendable, Hashable {
    package let resource: ResourceReference
    /// Nil for an owner of the whole cluster.
    package let namespace: String?
    package let name: String
    package let uid: String
    package let generation: Int64?
    package let resourceVersion: String
    /// True once it has a deletion timestamp.
    package let deleting: Bool
    /// The inventory that the applier has marked it with; nil before it has.
    package let applySet: ApplySet?
    /// True if the applier's finalizer is on it.
    package let finalized: Bool

    package init(
        resource: ResourceReference, namespace: String?, name: String, uid: String, generation: Int64? = nil,
        resourceVersion: String = "", deleting: Bool = false, applySet: ApplySet? = nil, finalized: Bool = false
    ) {
        self.resource = resource
        self.namespace = namespace
        self.name = name
        self.uid = uid
        self.generation = generation
        self.resourceVersion = resourceVersion
        self.deleting = deleting
        self.applySet = applySet
        self.finalized = finalized
    }

    package var group: String { resource.group }
    package var version: String { resource.version }
    package var plural: String { resource.plural }
    package var kind: String { resource.kind }
    package var namespaced: Bool { resource.namespaced }
    package var apiVersion: String { resource.apiVersion }

    /// `plural.group/namespace/name`: the partition key of all that concerns it.
    package var key: String { resource.key(namespace: namespace, name: name) }
    /// `Kind.group/namespace/name`.
    package var subject: String { resource.subject(namespace: namespace, name: name) }

    /// The finalizer that the applier puts on an owner whose objects Kubernetes would not collect.
    package static let finalizer = "fairlead.dev/teardown"

    /// Reads an owner from an event's data.
    package init(data: RawJSON) throws(EventError) {
        let fields = try PayloadFields(data)
        let namespace = try fields.optionalString("namespace")
        self.init(
            resource: try ResourceReference(data: data),
            namespace: namespace?.isEmpty == true ? nil : namespace,
            name: try fields.string("name"),
            uid: try fields.optionalString("uid") ?? "",
            generation: try fields.optionalInteger("generation"),
            resourceVersion: try fields.optionalString("resourceVersion") ?? "",
            deleting: try fields.bool("deleting"),
            applySet: try fields.optionalPart("applySet") { data throws(EventError) in try ApplySet(data: data) },
            finalized: try fields.bool("finalized"))
    }

    package var capacity: Int { 256 }

    package func write(to text: inout JSONObjectText) {
        text.append("group", group)
        text.append("version", version)
        text.append("plural", plural)
        text.append("kind", kind)
        text.append("namespaced", namespaced)
        text.append("namespace", namespace)
        text.append("name", name)
        text.append("uid", uid)
        text.append("generation", generation)
        text.append("resourceVersion", resourceVersion)
        text.append("deleting", deleting)
        text.append("applySet", applySet)
        text.append("finalized", finalized)
    }
}
