/// What this process knows of an owner and its members. It is a shortcut only: all of it can be read from the cluster again.
package struct OwnerRecord: Sendable {
    /// The owner's uid; empty for an owner that is in no cluster.
    package var uid: String
    /// The owner's newest known resourceVersion; nil where only the marks are known.
    package var resourceVersion: String?
    /// Whether the API server itself said so, to this process: an event may be older than what was written since.
    package var verified: Bool
    /// The marks that are on the owner; nil where there are none.
    package var marks: Marks?
    /// The kinds that the objects of an owner without marks may be of; nil: any.
    package var unmarkedKinds: Set<GroupKind>?
    /// Whether objects were applied before the marks, which are still to be written.
    package var owesMarks = false
    /// Whether our finalizer is on the owner.
    package var finalized: Bool
    /// The objects that the owner has, or may have: an apply whose answer got lost counts.
    package var members: [ObjectKey: Member]
    /// Whether `members` is all that there is; if not, the cluster has to be asked before anything is pruned.
    package var complete: Bool

    package init(
        uid: String, resourceVersion: String? = nil, verified: Bool = false, marks: Marks? = nil,
        unmarkedKinds: Set<GroupKind>? = nil, finalized: Bool = false, members: [ObjectKey: Member] = [:], complete: Bool
    ) {
        self.uid = uid
        self.resourceVersion = resourceVersion
        self.verified = verified
        self.marks = marks
        self.unmarkedKinds = unmarkedKinds
        self.finalized = finalized
        self.members = members
        self.complete = complete
    }
}
