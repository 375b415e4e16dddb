import CVector

extension JSONScanner {
    /// Moves over the value at the cursor and looks only for where it ends: right for every JSON text, and within bounds for
    /// every other.
    mutating func skipTrustedValue() throws(JSONFault) {
        guard cursor < end else { throw fault(.unexpectedEnd) }
        switch cursor.pointee {
        case UInt8(ascii: "\""):
            try skipTrustedString()
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try skipTrustedContainer()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            repeat { cursor += 1 } while cursor < end && JSONScanner.isInNumber(cursor.pointee)
        default:
            try skipLiteral()
        }
    }

    @inline(__always)
    private static func isInNumber(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "+")
    }

    /// Moves over a string.
    @inline(__always)
    mutating func skipTrustedString() throws(JSONFault) {
        var place = cursor + 1
        while place < end {
            while place + 16 <= end {
                let stops = vector_scan_quotes(place)
                if stops != 0 {
                    place += stops.trailingZeroBitCount
                    break
                }
                place += 16
            }
            guard place < end else { break }
            if place.pointee == UInt8(ascii: "\"") {
                cursor = place + 1
                return
            }
            place += place.pointee == UInt8(ascii: "\\") ? 2 : 1
        }
        throw JSONFault(.unexpectedEnd, end - base)
    }

    /// Moves over a string that is a key, and says whether there are backslashes in it.
    @inline(__always)
    mutating func skipTrustedKey() throws(JSONFault) -> Bool {
        let start = cursor + 1
        if start + 16 <= end {
            let stops = vector_scan_quotes(start)
            let place = start + stops.trailingZeroBitCount
            if stops != 0, place.pointee == UInt8(ascii: "\"") {
                cursor = place + 1
                return false
            }
        }
        return try skipString().isEscaped
    }

    /// Moves over an array or an object, a block at a time.
    private mutating func skipTrustedContainer() throws(JSONFault) {
        var depth = 0
        var inString: UInt64 = 0
        var escape: UInt64 = 0
        while cursor < end {
            let available = end - cursor
            if available < Block.width, end - base < Block.width { return try skipShortContainer() }
            // The last block overlaps the one before; what has been seen is shifted out.
            let overlap = max(Block.width &- available, 0)
            let shift = UInt64(truncatingIfNeeded: overlap)
            let block = vector_scan_structure(cursor - overlap)
            let escaped = Block.escaped(block.backslashes &>> shift, carry: &escape)
            let spans = Block.spans((block.quotes &>> shift) & ~escaped) ^ inString
            inString = UInt64(bitPattern: Int64(bitPattern: spans) &>> 63)
            let closings = (block.closings &>> shift) & ~spans
            var brackets = (block.openings &>> shift) & ~spans | closings
            while brackets != 0 {
                let bit = brackets & (0 &- brackets)
                depth &+= closings & bit == 0 ? 1 : -1
                if depth == 0 {
                    cursor += bit.trailingZeroBitCount &+ 1
                    return
                }
                brackets &= brackets &- 1
            }
            cursor += Block.width &- overlap
        }
        throw fault(.unexpectedEnd)
    }

    /// Moves over an array or an object in a text that is shorter than a block.
    private mutating func skipShortContainer() throws(JSONFault) {
        var depth = 0
        while cursor < end {
            switch cursor.pointee {
            case UInt8(ascii: "\""):
                try skipTrustedString()
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth &+= 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth &-= 1
            default:
                break
            }
            cursor += 1
            if depth == 0 { return }
        }
        throw fault(.unexpectedEnd)
    }
}
