/// Bytes looked at eight at a time.
enum Words {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let tops: UInt64 = 0x8080_8080_8080_8080

    /// The eight bytes from `pointer`, the first in the lowest bits.
    @inline(__always)
    static func load(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
    }

    /// Has the top bit of the first byte that ends a string's plain part (a quote, a backslash, a control character);
    /// those of later bytes mean nothing.
    @inline(__always)
    static func firstStop(_ word: UInt64) -> UInt64 {
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5c)
        let stops = ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- ones &* 0x20) & ~word)
        return stops & tops
    }

    /// Whether `count` bytes are ASCII without anything that ends a string's plain part.
    @inline(__always)
    static func isPlainASCII(_ start: UnsafePointer<UInt8>, count: Int) -> Bool {
        if count >= 8 {
            var offset = 0
            while offset &+ 8 <= count {
                let word = load(start + offset)
                guard firstStop(word) | word & tops == 0 else { return false }
                offset &+= 8
            }
            let word = load(start + (count &- 8))
            return firstStop(word) | word & tops == 0
        }
        for offset in 0..<count {
            let byte = start[offset]
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else { return false }
        }
        return true
    }

    /// Whether `count` bytes are the same in both places.
    @inline(__always)
    static func areEqual(_ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int) -> Bool {
        if count >= 8 {
            var offset = 0
            while offset &+ 8 <= count {
                guard load(left + offset) == load(right + offset) else { return false }
                offset &+= 8
            }
            return load(left + (count &- 8)) == load(right + (count &- 8))
        }
        for offset in 0..<count {
            guard left[offset] == right[offset] else { return false }
        }
        return true
    }
}
