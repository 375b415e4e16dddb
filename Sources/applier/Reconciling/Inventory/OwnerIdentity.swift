/// What a member's marks say of its owner.
package struct OwnerIdentity: Sendable, Hashable {
    package let apiVersion: String
    package let kind: String
    /// The namespace of the owner; nil for one of cluster scope.
    package let namespace: String?
    package let name: String
    package let uid: String
    /// The owner's key, `plural.group/namespace/name`.
    package let key: String
    /// The owner's inventory.
    package let applySet: ApplySet

    package init(apiVersion: String, group: String, kind: String, namespace: String?, name: String, uid: String, key: String) {
        self.apiVersion = apiVersion
        self.kind = kind
        self.namespace = namespace
        self.name = name
        self.uid = uid
        self.key = key
        applySet = ApplySet(name: name, namespace: namespace, kind: kind, group: group)
    }

    /// Whether an owner reference from an object of that namespace (nil: cluster scope) to this owner is legal.
    ///
    /// An owner of cluster scope may own anything; one in a namespace only what is in the same namespace. The garbage collector
    /// deletes objects whose owner it can not find, so that an illegal reference does harm.
    package func mayOwn(objectIn namespace: String?) -> Bool {
        self.namespace == nil || self.namespace == namespace
    }
}
