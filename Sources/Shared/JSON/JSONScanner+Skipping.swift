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
            while place + 8 <= end {
                let word = Words.load(place)
                let stops = Words.firstZero(word ^ (Words.ones &* 0x22)) | Words.firstZero(word ^ (Words.ones &* 0x5c))
                if stops == 0 {
                    place += 8
                } else {
                    place += stops.trailingZeroBitCount &>> 3
                    break
                }
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

    /// Moves over an array or an object.
    private mutating func skipTrustedContainer() throws(JSONFault) {
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
