/// What names one object in a cluster, whichever version of its API it is read with.
package struct ObjectKey: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let groupKind: GroupKind
    /// Nil for an object of cluster scope.
    package let namespace: String?
    package let name: String

    package init(groupKind: GroupKind, namespace: String?, name: String) {
        self.groupKind = groupKind
        self.namespace = namespace
        self.name = name
    }

    /// `ConfigMap/default/dory`, and `ClusterRole.rbac.authorization.k8s.io/reader` for an object of cluster scope.
    package var description: String {
        if let namespace { "\(groupKind)/\(namespace)/\(name)" } else { "\(groupKind)/\(name)" }
    }

    /// `configmap/dory`, as kubectl calls the object in what it prints.
    package var spoken: String {
        let kind = groupKind.kind.lowercased()
        return groupKind.group.isEmpty ? "\(kind)/\(name)" : "\(kind).\(groupKind.group)/\(name)"
    }

    package static func < (left: ObjectKey, right: ObjectKey) -> Bool {
        (left.groupKind, left.namespace ?? "", left.name) < (right.groupKind, right.namespace ?? "", right.name)
    }
}
