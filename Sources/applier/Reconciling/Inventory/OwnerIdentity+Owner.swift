import Events

extension OwnerIdentity {
    /// The identity of an owner that an event names.
    package init(_ owner: Owner) {
        self.init(
            apiVersion: owner.apiVersion, group: owner.group, kind: owner.kind, namespace: owner.namespace, name: owner.name,
            uid: owner.uid, key: owner.key)
    }
}

extension Owner {
    /// An owner of which only its key is known, from the annotation of a member; nil where the key is not one of the resource.
    init?(key: String, of resource: ResourceReference, applySet: ApplySet? = nil) {
        let prefix = "\(resource.group.isEmpty ? resource.plural : "\(resource.plural).\(resource.group)")/"
        guard key.hasPrefix(prefix) else { return nil }
        let path = key.dropFirst(prefix.count).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard path.count == (resource.namespaced ? 2 : 1), let name = path.last, !name.isEmpty, !path[0].isEmpty else {
            return nil
        }
        self.init(
            resource: resource, namespace: resource.namespaced ? path[0] : nil, name: name, uid: "", deleting: true,
            applySet: applySet)
    }
}
