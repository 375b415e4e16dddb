/// The rules of UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
enum UTF8Bytes {
    /// The first byte of the first sequence that is not UTF-8, or `nil` if all are.
    static func firstInvalid(
        in start: UnsafePointer<UInt8>, until end: UnsafePointer<UInt8>
    ) -> UnsafePointer<UInt8>? {
        var place = start
        while place < end {
            if place + 8 <= end, Words.load(place) & Words.tops == 0 {
                place += 8
                continue
            }
            let length = sequenceLength(at: place, until: end)
            guard length > 0 else { return place }
            place += length
        }
        return nil
    }

    /// The number of bytes of the sequence at `place`, or 0 if it is not one.
    @inline(__always)
    private static func sequenceLength(at place: UnsafePointer<UInt8>, until end: UnsafePointer<UInt8>) -> Int {
        let first = place.pointee
        let available = end - place
        switch first {
        case 0..<0x80:
            return 1
        case 0xc2...0xdf:
            return available >= 2 && isContinuation(place[1]) ? 2 : 0
        case 0xe0...0xef:
            guard available >= 3, isContinuation(place[1]), isContinuation(place[2]) else { return 0 }
            return (first == 0xe0 && place[1] < 0xa0) || (first == 0xed && place[1] > 0x9f) ? 0 : 3
        case 0xf0...0xf4:
            guard available >= 4, isContinuation(place[1]), isContinuation(place[2]), isContinuation(place[3]) else { return 0 }
            return (first == 0xf0 && place[1] < 0x90) || (first == 0xf4 && place[1] > 0x8f) ? 0 : 4
        default:
            return 0
        }
    }

    @inline(__always)
    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xc0 == 0x80 }
}
