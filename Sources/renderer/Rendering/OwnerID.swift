/// Which owner something is about, in 16 bytes instead of its key.
///
/// They are two of the standard library's keyed hashes (SipHash) of the key. The hashes' own key is drawn anew by each process, so
/// that nobody can look for two owners with the same ones, and by chance there are none.
struct OwnerID: Sendable, Hashable {
    private let first: UInt64
    private let second: UInt64

    init(_ key: String) {
        var hasher = Hasher()
        hasher.combine(key)
        // The same state, which goes on in two ways.
        var other = hasher
        other.combine(UInt8(0))
        first = UInt64(bitPattern: Int64(hasher.finalize()))
        second = UInt64(bitPattern: Int64(other.finalize()))
    }
}
