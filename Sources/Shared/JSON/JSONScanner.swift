/// A place in a JSON text and the rules of RFC 8259's tokens: moves over them without making values.
struct JSONScanner {
    let base: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    var cursor: UnsafePointer<UInt8>
    let makesSmallStrings = SmallString.isAvailable

    @inline(__always)
    init(_ base: UnsafePointer<UInt8>, count: Int) {
        self.base = base
        end = base + count
        cursor = base
    }

    @inline(__always)
    var isAtEnd: Bool { cursor == end }

    @inline(__always)
    var offset: Int { cursor - base }

    /// An error at the cursor.
    @inline(never)
    func fault(_ reason: JSONError.Reason) -> JSONFault { JSONFault(reason, offset) }

    /// An error that names the byte at the cursor, or the end of the text.
    @inline(never)
    func unexpected(_ expected: JSONError.Expectation) -> JSONFault {
        isAtEnd ? fault(.unexpectedEnd) : fault(.unexpectedByte(cursor.pointee, expected: expected))
    }

    /// Moves over spaces, tabs, line feeds and carriage returns.
    @inline(__always)
    mutating func skipSpace() {
        if cursor < end, cursor.pointee > 0x20 { return }
        skipSomeSpace()
    }

    @inline(never)
    private mutating func skipSomeSpace() {
        while cursor < end {
            switch cursor.pointee {
            case 0x20, 0x0a, 0x0d, 0x09: cursor += 1
            default: return
            }
        }
    }

    /// Moves over `true`, `false` or `null`, whichever begins at the cursor.
    mutating func skipLiteral() throws(JSONFault) {
        switch cursor.pointee {
        case UInt8(ascii: "t"): try skip(word: 0x6575_7274, count: 4)
        case UInt8(ascii: "n"): try skip(word: 0x6c6c_756e, count: 4)
        case UInt8(ascii: "f"): try skip(word: 0x65_736c_6166, count: 5)
        default: throw unexpected(.value)
        }
    }

    /// Moves over the characters in `word`, the first in its lowest bits.
    @inline(__always)
    private mutating func skip(word: UInt64, count: Int) throws(JSONFault) {
        var word = word
        for position in 0..<count {
            guard cursor + position < end else { throw JSONFault(.unexpectedEnd, end - base) }
            guard cursor[position] == UInt8(truncatingIfNeeded: word) else { throw fault(.invalidLiteral) }
            word >>= 8
        }
        cursor += count
    }
}
