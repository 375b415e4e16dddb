import JSON

/// Something to tell downstream about one object.
package struct Telling: Sendable, Hashable {
    /// What happened.
    package var kind: ChangeKind
    /// Which object, and which state of it.
    package var identity: ObjectIdentity
    /// The object's state; nil of a deletion whose last state nobody knows.
    package var object: RawJSON?
    /// Of a deletion: the object lives on, but no longer passes the filter.
    package var isFiltered: Bool

    package init(_ kind: ChangeKind, _ identity: ObjectIdentity, object: RawJSON? = nil, isFiltered: Bool = false) {
        self.kind = kind
        self.identity = identity
        self.object = object
        self.isFiltered = isFiltered
    }
}
