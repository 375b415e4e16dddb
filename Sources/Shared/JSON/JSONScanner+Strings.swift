import CVector

/// Where the content of a string lies, without its quotes.
struct JSONStringSpan {
    let start: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    /// Whether there are backslashes in it.
    let isEscaped: Bool
    /// Whether there may be bytes above 0x7f in it.
    let isASCII: Bool

    @inline(__always)
    var count: Int { end - start }

    @inline(__always)
    var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: end - start) }
}

extension JSONScanner {
    /// Moves over a string, from its first quote to after its last, and checks everything about it except UTF-8.
    @inline(__always)
    mutating func skipString() throws(JSONFault) -> JSONStringSpan {
        let start = cursor + 1
        var place = start
        var high: UInt64 = 0
        while place + 16 <= end {
            let text = vector_scan_text(place)
            if text.stops == 0 {
                high |= text.high
                place += 16
                continue
            }
            // Of what is not ASCII, only that before the first stop counts.
            high |= text.high & (text.stops &- 1) & ~text.stops
            place += text.stops.trailingZeroBitCount
            if place.pointee == UInt8(ascii: "\"") {
                cursor = place + 1
                return JSONStringSpan(start: start, end: place, isEscaped: false, isASCII: high == 0)
            }
            break
        }
        return try skipUnusualString(from: start, at: place, isASCII: high == 0)
    }

    /// Goes on byte by byte, where there are escapes or the end of the text is near.
    @inline(never)
    private mutating func skipUnusualString(
        from start: UnsafePointer<UInt8>, at place: UnsafePointer<UInt8>, isASCII seen: Bool
    ) throws(JSONFault) -> JSONStringSpan {
        var isEscaped = false
        var high: UInt64 = seen ? 0 : .max
        cursor = place
        while cursor < end {
            switch cursor.pointee {
            case UInt8(ascii: "\""):
                cursor += 1
                return JSONStringSpan(start: start, end: cursor - 1, isEscaped: isEscaped, isASCII: high & Words.tops == 0)
            case UInt8(ascii: "\\"):
                isEscaped = true
                do throws(JSONFault) {
                    _ = try readEscape()
                } catch {
                    throw earliest(error, since: start)
                }
            case 0..<0x20:
                throw earliest(fault(.controlCharacter(cursor.pointee)), since: start)
            default:
                high |= UInt64(cursor.pointee)
                cursor += 1
                while cursor + 8 <= end, case let word = Words.load(cursor), Words.firstStop(word) == 0 {
                    high |= word
                    cursor += 8
                }
            }
        }
        throw earliest(fault(.unexpectedEnd), since: start)
    }

    /// The fault, unless there are bytes before it in the same string that are not UTF-8.
    private func earliest(_ fault: JSONFault, since start: UnsafePointer<UInt8>) -> JSONFault {
        guard let place = UTF8Bytes.firstInvalid(in: start, until: base + fault.offset) else { return fault }
        // A sequence that the fault itself cuts short is that fault.
        return JSONFault(.invalidUTF8, place - base)
    }

    /// Moves over an escape and gives what it stands for.
    mutating func readEscape() throws(JSONFault) -> Unicode.Scalar {
        let start = cursor
        guard cursor + 1 < end else { throw JSONFault(.unexpectedEnd, end - base) }
        let kind = cursor[1]
        cursor += 2
        switch kind {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(kind)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readUnicodeEscape(from: start)
        default: throw JSONFault(.invalidEscape(kind), start - base)
        }
    }

    /// Reads what comes after `\u`, and the second half of a surrogate pair.
    private mutating func readUnicodeEscape(from start: UnsafePointer<UInt8>) throws(JSONFault) -> Unicode.Scalar {
        let first = try readHexadecimal(of: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        let lone = JSONFault(.loneSurrogate(first), start - base)
        guard first < 0xdc00, cursor + 1 < end, cursor[0] == UInt8(ascii: "\\"), cursor[1] == UInt8(ascii: "u") else {
            throw lone
        }
        let next = cursor
        cursor += 2
        let second = try readHexadecimal(of: next)
        guard 0xdc00...0xdfff ~= second else { throw lone }
        let code = 0x10000 + (UInt32(first) - 0xd800) << 10 + (UInt32(second) - 0xdc00)
        guard let scalar = Unicode.Scalar(code) else { throw lone }
        return scalar
    }

    /// Reads four hexadecimal digits of the escape that began at `start`.
    private mutating func readHexadecimal(of start: UnsafePointer<UInt8>) throws(JSONFault) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard cursor < end else { throw fault(.unexpectedEnd) }
            let digit: UInt8
            switch cursor.pointee {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = cursor.pointee - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = cursor.pointee - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = cursor.pointee - UInt8(ascii: "A") + 10
            default: throw JSONFault(.invalidUnicodeEscape, start - base)
            }
            unit = unit << 4 | UInt16(digit)
            cursor += 1
        }
        return unit
    }

    /// Moves over a string and checks everything about it.
    @inline(__always)
    mutating func skipCheckedString() throws(JSONFault) -> JSONStringSpan {
        let span = try skipString()
        if !span.isASCII { try check(span) }
        return span
    }

    @inline(never)
    private func check(_ span: JSONStringSpan) throws(JSONFault) {
        if let place = UTF8Bytes.firstInvalid(in: span.start, until: span.end) { throw JSONFault(.invalidUTF8, place - base) }
    }

    /// Reads a string.
    @inline(__always)
    mutating func readString() throws(JSONFault) -> String {
        try string(in: try skipString())
    }

    /// The string that lies in `span`.
    @inline(__always)
    func string(in span: JSONStringSpan) throws(JSONFault) -> String {
        if span.isASCII, !span.isEscaped {
            if span.count <= SmallString.capacity, makesSmallStrings {
                return SmallString.make(ascii: span.start, count: span.count)
            }
            return String(decoding: span.bytes, as: UTF8.self)
        }
        return try decode(span)
    }

    /// The string that lies in `span`, its escapes resolved.
    @inline(never)
    func decode(_ span: JSONStringSpan) throws(JSONFault) -> String {
        if !span.isASCII { try check(span) }
        guard span.isEscaped else { return String(decoding: span.bytes, as: UTF8.self) }
        return try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: span.count) { buffer throws(JSONFault) in
            var reader = self
            let count = try reader.unescape(span, into: buffer)
            return String(decoding: UnsafeBufferPointer(rebasing: buffer[..<count]), as: UTF8.self)
        }
    }

    /// Writes the string that lies in `span` into a buffer of at least that size, and gives its length.
    private mutating func unescape(
        _ span: JSONStringSpan, into buffer: UnsafeMutableBufferPointer<UInt8>
    ) throws(JSONFault) -> Int {
        var count = 0
        cursor = span.start
        while cursor < span.end {
            if cursor.pointee == UInt8(ascii: "\\") {
                // No escape is shorter than what it stands for.
                for unit in UTF8.encode(try readEscape()) ?? UTF8.encodedReplacementCharacter {
                    buffer[count] = unit
                    count &+= 1
                }
            } else {
                buffer[count] = cursor.pointee
                count &+= 1
                cursor += 1
            }
        }
        return count
    }
}
