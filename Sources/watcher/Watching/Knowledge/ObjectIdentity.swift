/// Which object, and which state of it: what the API server says about an object besides its content.
package struct ObjectIdentity: Sendable, Hashable {
    /// The namespace; empty for a cluster-scoped object.
    package var namespace: String
    /// The name.
    package var name: String
    /// The uid, which no other object ever gets.
    package var uid: String
    /// The resourceVersion of this state.
    package var resourceVersion: String

    package init(namespace: String, name: String, uid: String, resourceVersion: String = "") {
        self.namespace = namespace
        self.name = name
        self.uid = uid
        self.resourceVersion = resourceVersion
    }

    /// `namespace/name`: neither part can contain a slash of its own that would make two keys the same, as a namespace has none.
    package var key: String { "\(namespace)/\(name)" }
}
