import JSON
import Kubernetes

/// A member as a list of the cluster shows it.
struct ListedMember: Sendable, Hashable {
    let key: ObjectKey
    let uid: String
    /// The id of its ApplySet.
    let applySet: String
    /// Whether it is on its way out already.
    let deleting: Bool
    /// Its owner's key, from the annotation; nil where somebody took it off.
    let owner: String?
}

extension ListedMember {
    /// Reads a member from what a list shows of it; nil where it is in no ApplySet.
    init?(_ item: RawJSON, of resource: APIResource) throws(JSONError) {
        let head = try ObjectHead(item)
        guard let applySet = head.partOf else { return nil }
        let kind = GroupKind(group: resource.group, kind: resource.kind)
        self.init(
            key: ObjectKey(groupKind: kind, namespace: head.namespace, name: head.name), uid: head.uid, applySet: applySet,
            deleting: head.deleting, owner: head.owner)
    }
}
