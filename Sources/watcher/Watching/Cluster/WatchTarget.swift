import Events

/// What one watch is about: a resource, in one namespace or all.
package struct WatchTarget: Sendable, Hashable {
    /// The API group; empty for the core group.
    package var group: String
    /// The version, such as `v1`.
    package var version: String
    /// The plural, such as `characters`.
    package var plural: String
    /// The namespace; nil for all, and for a resource of the whole cluster.
    package var namespace: String?
    /// Only objects with these labels.
    package var labelSelector: String?
    /// Only objects with these fields.
    package var fieldSelector: String?

    package init(
        group: String, version: String, plural: String, namespace: String? = nil, labelSelector: String? = nil,
        fieldSelector: String? = nil
    ) {
        self.group = group
        self.version = version
        self.plural = plural
        self.namespace = namespace
        self.labelSelector = labelSelector
        self.fieldSelector = fieldSelector
    }

    /// What there is to say of a resource that the API server does not serve: its kind is not known.
    var unservedReference: ResourceReference {
        ResourceReference(group: group, version: version, plural: plural, kind: "", namespaced: false)
    }

    /// `characters.stable.example.com`.
    package var resourceName: String { group.isEmpty ? plural : "\(plural).\(group)" }
}

extension WatchTarget: CustomStringConvertible {
    /// `characters.stable.example.com in namespace "erebor"`.
    package var description: String { namespace.map { "\(resourceName) in namespace \"\($0)\"" } ?? resourceName }
}
