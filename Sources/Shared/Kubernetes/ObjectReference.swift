/// Names one object of the cluster.
package struct ObjectReference: Sendable, Hashable {
    /// Its group, version and kind.
    package var groupVersionKind: GroupVersionKind
    /// Its namespace; nil if it lives in none.
    package var namespace: String?
    /// Its name.
    package var name: String
    /// Its uid, if it is that very object and not whatever has the name.
    package var uid: String?

    /// A reference to the object of that name.
    package init(_ groupVersionKind: GroupVersionKind, namespace: String?, name: String, uid: String? = nil) {
        self.groupVersionKind = groupVersionKind
        self.namespace = namespace
        self.name = name
        self.uid = uid
    }
}

extension ObjectReference: CustomStringConvertible {
    /// `Deployment.apps/default/web`, `Namespace/web`.
    package var description: String {
        let kind = groupVersionKind.groupKind
        return namespace.map { "\(kind)/\($0)/\(name)" } ?? "\(kind)/\(name)"
    }
}
