/// What is remembered of an object that an owner has.
package struct Member: Sendable, Hashable {
    /// The uid that the API server gave the object; nil where the answer never came.
    package var uid: String?
    /// The beginning of the digest that was last applied; nil where that is not known to have worked.
    package var digest: UInt64?

    package init(uid: String? = nil, digest: UInt64? = nil) {
        self.uid = uid
        self.digest = digest
    }
}
