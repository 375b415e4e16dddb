extension JSONScanner {
    /// Moves over a number and says whether it has neither a fraction nor an exponent.
    @discardableResult
    mutating func skipNumber() throws(JSONFault) -> Bool {
        let start = cursor
        if cursor < end, cursor.pointee == UInt8(ascii: "-") { cursor += 1 }
        guard cursor < end else { throw fault(.unexpectedEnd) }
        if cursor.pointee == UInt8(ascii: "0") {
            cursor += 1
            if cursor < end, JSONScanner.isDigit(cursor.pointee) { throw JSONFault(.leadingZero, start - base) }
        } else {
            try skipDigits(of: start)
        }
        var isInteger = true
        if cursor < end, cursor.pointee == UInt8(ascii: ".") {
            isInteger = false
            cursor += 1
            try skipDigits(of: start)
        }
        if cursor < end, cursor.pointee | 0x20 == UInt8(ascii: "e") {
            isInteger = false
            cursor += 1
            if cursor < end, cursor.pointee == UInt8(ascii: "+") || cursor.pointee == UInt8(ascii: "-") { cursor += 1 }
            try skipDigits(of: start)
        }
        return isInteger
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Moves over one or more digits of the number that began at `start`.
    @inline(__always)
    private mutating func skipDigits(of start: UnsafePointer<UInt8>) throws(JSONFault) {
        guard cursor < end else { throw fault(.unexpectedEnd) }
        guard JSONScanner.isDigit(cursor.pointee) else { throw JSONFault(.invalidNumber, start - base) }
        repeat { cursor += 1 } while cursor < end && JSONScanner.isDigit(cursor.pointee)
    }

    /// Reads a number; an integer if 64 bits hold it.
    ///
    /// Minus zero keeps its sign as a number.
    @inline(__always)
    mutating func readNumber() throws(JSONFault) -> JSONValue {
        let start = cursor
        let isNegative = cursor.pointee == UInt8(ascii: "-")
        if isNegative { cursor += 1 }
        let first = cursor
        var magnitude: UInt64 = 0
        while cursor < end, JSONScanner.isDigit(cursor.pointee) {
            magnitude = magnitude &* 10 &+ UInt64(cursor.pointee &- UInt8(ascii: "0"))
            cursor += 1
        }
        let count = cursor - first
        let isPlain = cursor == end || (cursor.pointee != UInt8(ascii: ".") && cursor.pointee | 0x20 != UInt8(ascii: "e"))
        if isPlain, count > 0, count < 19, first.pointee != UInt8(ascii: "0") || (count == 1 && !isNegative) {
            let value = Int64(truncatingIfNeeded: magnitude)
            return .integer(isNegative ? 0 &- value : value)
        }
        cursor = start
        return try readUnusualNumber()
    }

    @inline(never)
    private mutating func readUnusualNumber() throws(JSONFault) -> JSONValue {
        let start = cursor
        let isInteger = try skipNumber()
        let text = String(decoding: UnsafeBufferPointer(start: start, count: cursor - start), as: UTF8.self)
        if isInteger, text != "-0", let value = Int64(text) { return .integer(value) }
        return .number(JSONNumber(unchecked: text))
    }
}
