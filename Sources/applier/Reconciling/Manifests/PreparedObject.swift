/// A manifest made ready to be applied: in its namespace, with the labels and annotations of its owner's inventory.
package struct PreparedObject: Sendable {
    /// What the bundle calls it.
    package let label: String
    package let apiVersion: String
    package let key: ObjectKey
    /// The JSON that is applied.
    package let body: [UInt8]
    /// The value of the annotation `fairlead.dev/digest`.
    package let digest: String
    /// Whether the owner could be referred to; if not, only a finalizer on the owner keeps its deletion from being missed.
    package let refersToOwner: Bool
}

extension PreparedObject {
    /// The first 64 bits of the digest, enough to tell two manifests of one object apart.
    var shortDigest: UInt64? {
        guard let colon = digest.firstIndex(of: ":") else { return nil }
        return UInt64(digest[digest.index(after: colon)...].prefix(16), radix: 16)
    }
}
