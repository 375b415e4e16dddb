/// Parts of JSON text, for those who write a text piece by piece.
public enum JSONWriting {
    /// Appends a string in quotes, what must be escaped escaped.
    /// - Parameters:
    ///   - string: the string without quotes
    ///   - bytes: the text to append to
    ///   - escapingHTML: whether `<`, `>`, `&`, U+2028 and U+2029 are escaped as well
    public static func appendString(_ string: String, into bytes: inout [UInt8], escapingHTML: Bool = false) {
        let done: Void? = string.utf8.withContiguousStorageIfAvailable {
            appendString($0, into: &bytes, escapingHTML: escapingHTML)
        }
        guard done == nil else { return }
        Array(string.utf8).withUnsafeBufferPointer { appendString($0, into: &bytes, escapingHTML: escapingHTML) }
    }

    /// Appends a key in quotes and a colon.
    public static func appendKey(_ key: String, into bytes: inout [UInt8]) {
        appendString(key, into: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Appends an integer.
    public static func appendInteger(_ value: some FixedWidthInteger, into bytes: inout [UInt8]) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        var magnitude = UInt64(truncatingIfNeeded: value.magnitude)
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = 20
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude % 10)
                magnitude /= 10
            } while magnitude > 0
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[first...]))
        }
    }

    /// Appends `true` or `false`.
    public static func appendBool(_ value: Bool, into bytes: inout [UInt8]) { append(value ? "true" : "false", into: &bytes) }

    /// Appends text that is JSON already, such as punctuation.
    @inline(__always)
    public static func append(_ text: StaticString, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    private static func appendString(
        _ content: UnsafeBufferPointer<UInt8>, into bytes: inout [UInt8], escapingHTML: Bool
    ) {
        guard escapingHTML else {
            appendString(content, into: &bytes)
            return
        }
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        guard let start = content.baseAddress else { return }
        let end = start + content.count
        var plain = start
        var place = start
        while place < end {
            let length = escapedLength(at: place, until: end)
            guard length > 0 else {
                place += 1
                continue
            }
            bytes.append(contentsOf: UnsafeBufferPointer(start: plain, count: place - plain))
            appendEscape(at: place, length: length, into: &bytes)
            place += length
            plain = place
        }
        bytes.append(contentsOf: UnsafeBufferPointer(start: plain, count: end - plain))
    }

    /// The number of bytes at `place` that must be escaped together where HTML is escaped, or 0.
    @inline(__always)
    private static func escapedLength(at place: UnsafePointer<UInt8>, until end: UnsafePointer<UInt8>) -> Int {
        switch place.pointee {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): 1
        case 0xe2: end - place >= 3 && place[1] == 0x80 && place[2] & 0xfe == 0xa8 ? 3 : 0
        default: 0
        }
    }

    /// Appends what stands for so many bytes at a place that must be escaped.
    static func appendEscape(at place: UnsafePointer<UInt8>, length: Int, into bytes: inout [UInt8]) {
        guard length == 1 else {
            append(place[2] == 0xa8 ? "\\u2028" : "\\u2029", into: &bytes)
            return
        }
        switch place.pointee {
        case UInt8(ascii: "\""): append("\\\"", into: &bytes)
        case UInt8(ascii: "\\"): append("\\\\", into: &bytes)
        case UInt8(ascii: "\n"): append("\\n", into: &bytes)
        case UInt8(ascii: "\r"): append("\\r", into: &bytes)
        case UInt8(ascii: "\t"): append("\\t", into: &bytes)
        default:
            append("\\u00", into: &bytes)
            bytes.append(hexadecimal(place.pointee >> 4))
            bytes.append(hexadecimal(place.pointee & 15))
        }
    }

    private static func hexadecimal(_ digit: UInt8) -> UInt8 {
        digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
    }
}
