/// Strings of up to 15 ASCII bytes, made without a call.
///
/// Most keys and many values are that short. On 64-bit platforms Swift keeps such a string in its own 16 bytes: the text, and in
/// the last byte 0xE0 and the length. The standard library has no initializer that would be inlined into nothing more than that,
/// and its call costs as much as all the rest of reading a short string. Whether the layout is this one is checked once; where it
/// is not, strings are made the ordinary way.
enum SmallString {
    /// The greatest length.
    static let capacity = 15

    /// Whether strings have the layout that ``make(ascii:count:)`` relies on.
    static let isAvailable: Bool = {
        guard MemoryLayout<String>.size == MemoryLayout<(UInt64, UInt64)>.size else { return false }
        let text = Array("fifteen letters".utf8)
        return text.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return false }
            return (0...capacity).allSatisfy { count in
                // The other direction is safe whatever the layout is: these are strings of the standard library.
                let ordinary = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
                return unsafeBitCast(ordinary, to: (UInt64, UInt64).self) == words(start, count: count)
            }
        }
    }()

    /// The string of `count` ASCII bytes, at most ``capacity``, if ``isAvailable``.
    @inline(__always)
    static func make(ascii start: UnsafePointer<UInt8>, count: Int) -> String {
        unsafeBitCast(words(start, count: count), to: String.self)
    }

    /// The two words of a small string. Reads no byte beyond `count`.
    @inline(__always)
    private static func words(_ start: UnsafePointer<UInt8>, count: Int) -> (UInt64, UInt64) {
        let bytes = UnsafeRawPointer(start)
        let mark: UInt64 = (0xe0 | UInt64(truncatingIfNeeded: count)) &<< 56
        if count >= 8 {
            let tail = bytes.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self)
            // The upper bytes of the last eight that are not among the first eight; none if there are eight.
            let upper = count == 8 ? 0 : tail &>> UInt64(truncatingIfNeeded: (16 &- count) &* 8)
            return (bytes.loadUnaligned(as: UInt64.self), upper | mark)
        }
        if count >= 4 {
            let head = UInt64(bytes.loadUnaligned(as: UInt32.self))
            let tail = UInt64(bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
            return (head | tail &<< UInt64(truncatingIfNeeded: (count &- 4) &* 8), mark)
        }
        var word: UInt64 = 0
        for place in 0..<count { word |= UInt64(start[place]) &<< UInt64(truncatingIfNeeded: place &* 8) }
        return (word, mark)
    }
}
