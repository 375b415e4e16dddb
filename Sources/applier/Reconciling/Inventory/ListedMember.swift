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
