/// A 64-bit digest that is the same on every machine and in every run.
///
/// FNV-1a over the bytes, finished with SplitMix64's mixer so that near inputs differ in all bits. It tells states apart; it does
/// not withstand someone who looks for a collision, and nothing here needs that.
struct StableDigest: Sendable {
    private var state: UInt64

    /// - Parameter basis: Digests with different bases are independent of each other.
    init(basis: UInt64 = 0) {
        state = 0xcbf2_9ce4_8422_2325 ^ (basis &* 0x9e37_79b9_7f4a_7c15)
    }

    mutating func combine(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }

    /// The digest of what was combined so far.
    var value: UInt64 {
        var mixed = state &+ 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    static func of(_ bytes: some Sequence<UInt8>, basis: UInt64 = 0) -> UInt64 {
        var digest = StableDigest(basis: basis)
        digest.combine(bytes)
        return digest.value
    }
}
