/// The structure of JSON text in blocks of 64 bytes: a bit for each byte, the first in the lowest.
enum Block {
    /// The size of a block in bytes.
    static let width = 64

    /// Those of the bits that follow an odd number of backslashes, given whether the byte before the block is such a backslash.
    ///
    /// Sets `carry` to whether the block ends with one.
    @inline(__always)
    static func escaped(_ backslashes: UInt64, carry: inout UInt64) -> UInt64 {
        guard backslashes | carry != 0 else { return 0 }
        return escapedAfter(backslashes, carry: &carry)
    }

    @inline(never)
    private static func escapedAfter(_ backslashes: UInt64, carry: inout UInt64) -> UInt64 {
        var escaped = carry
        var rest = backslashes & ~carry
        carry = 0
        while rest != 0 {
            let place = UInt64(truncatingIfNeeded: rest.trailingZeroBitCount)
            guard place < 63 else {
                carry = 1
                break
            }
            let next: UInt64 = 1 &<< (place &+ 1)
            escaped |= next
            // What is escaped is not itself an escape.
            rest &= ~(next | (next &- 1))
        }
        return escaped
    }

    /// Bits that are set from each set bit to before the next.
    @inline(__always)
    static func spans(_ bits: UInt64) -> UInt64 {
        var spans = bits
        spans ^= spans &<< 1
        spans ^= spans &<< 2
        spans ^= spans &<< 4
        spans ^= spans &<< 8
        spans ^= spans &<< 16
        spans ^= spans &<< 32
        return spans
    }
}
