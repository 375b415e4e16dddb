/// A kind of object as the API server serves it: what discovery says.
package struct APIResource: Sendable, Hashable {
    /// The API group; empty for the core group.
    package var group: String
    /// The version: `v1`.
    package var version: String
    /// The name in URLs: `deployments`.
    package var plural: String
    /// The kind: `Deployment`.
    package var kind: String
    /// Whether its objects live in namespaces.
    package var namespaced: Bool
    /// What may be done with it: `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`.
    package var verbs: Set<String>
    /// What lies below an object: `status`, `scale`.
    package var subresources: Set<String>
    /// Its other names: `deploy`.
    package var shortNames: [String]

    /// A resource of these properties.
    package init(
        group: String, version: String, plural: String, kind: String, namespaced: Bool, verbs: Set<String> = [],
        subresources: Set<String> = [], shortNames: [String] = []
    ) {
        self.group = group
        self.version = version
        self.plural = plural
        self.kind = kind
        self.namespaced = namespaced
        self.verbs = verbs
        self.subresources = subresources
        self.shortNames = shortNames
    }

    /// What its objects' `apiVersion` says: `apps/v1`, `v1`.
    package var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// `deployments.apps`, or `configmaps` in the core group.
    package var qualifiedPlural: String { group.isEmpty ? plural : "\(plural).\(group)" }

    /// The group, version and kind.
    package var groupVersionKind: GroupVersionKind { GroupVersionKind(group: group, version: version, kind: kind) }
}

extension APIResource: CustomStringConvertible {
    /// `deployments.v1.apps`, `configmaps.v1`.
    package var description: String { group.isEmpty ? "\(plural).\(version)" : "\(plural).\(version).\(group)" }
}
