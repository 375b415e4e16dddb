/// Builds a value from a text with a stack of its own, so that the depth of the text costs no call.
struct JSONParser: ~Copyable {
    private var scanner: JSONScanner
    private let maximumDepth: Int
    private var frames = Stack<JSONFrame>(capacity: 8)
    /// The elements of the arrays that are open.
    private var elements = Stack<JSONValue>(capacity: 16)
    /// The members of the objects that are open; the last one waits for its value.
    private var members = Stack<JSONObject.Element>(capacity: 32)

    init(_ text: UnsafeBufferPointer<UInt8>, limits: JSONLimits) throws(JSONFault) {
        if let limit = limits.maximumBytes, text.count > limit { throw JSONFault(.tooLarge(limit: limit), max(limit, 0)) }
        guard let base = text.baseAddress else { throw JSONFault(.unexpectedEnd, 0) }
        scanner = JSONScanner(base, count: text.count)
        maximumDepth = limits.depth
    }

    /// Parses the whole text.
    mutating func parse() throws(JSONFault) -> JSONValue {
        while true {
            scanner.skipSpace()
            guard !scanner.isAtEnd else { throw scanner.fault(.unexpectedEnd) }
            var value: JSONValue
            switch scanner.cursor.pointee {
            case UInt8(ascii: "\""):
                value = .string(try scanner.readString())
            case UInt8(ascii: "{"):
                if try openObject() { continue }
                value = .object(JSONObject())
            case UInt8(ascii: "["):
                if try openArray() { continue }
                value = .array([])
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                value = try scanner.readNumber()
            default:
                value = try readLiteral()
            }
            if try place(&value) { continue }
            scanner.skipSpace()
            guard scanner.isAtEnd else { throw scanner.fault(.trailingBytes) }
            return value
        }
    }

    private mutating func readLiteral() throws(JSONFault) -> JSONValue {
        let first = scanner.cursor.pointee
        try scanner.skipLiteral()
        return first == UInt8(ascii: "n") ? .null : .bool(first == UInt8(ascii: "t"))
    }

    /// Puts a finished value where it belongs, closes what ends after it, and says whether another value follows.
    ///
    /// If none does, `value` is the whole.
    @inline(__always)
    private mutating func place(_ value: inout JSONValue) throws(JSONFault) -> Bool {
        while frames.count > 0 {
            let frame = frames[frames.count &- 1]
            if frame.isObject { members[members.count &- 1].value = value } else { elements.push(value) }
            scanner.skipSpace()
            guard !scanner.isAtEnd else { throw scanner.fault(.unexpectedEnd) }
            let byte = scanner.cursor.pointee
            if byte == UInt8(ascii: ",") {
                scanner.cursor += 1
                if frame.isObject { try readKey(.key) }
                return true
            }
            guard byte == (frame.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                throw scanner.unexpected(frame.isObject ? .commaOrBrace : .commaOrBracket)
            }
            scanner.cursor += 1
            _ = frames.pop()
            if frame.isObject {
                value = .object(JSONObject(parsed: members.popAll(from: frame.start), isRepeating: frame.isRepeating))
            } else {
                value = .array(elements.popAll(from: frame.start))
            }
        }
        return false
    }

    /// Opens an object and says whether it has a member, whose key it reads.
    private mutating func openObject() throws(JSONFault) -> Bool {
        try open(isObject: true, start: members.count)
        if !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "}") {
            scanner.cursor += 1
            _ = frames.pop()
            return false
        }
        try readKey(.keyOrEnd)
        return true
    }

    /// Opens an array and says whether it has an element.
    private mutating func openArray() throws(JSONFault) -> Bool {
        try open(isObject: false, start: elements.count)
        if !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "]") {
            scanner.cursor += 1
            _ = frames.pop()
            return false
        }
        return true
    }

    @inline(__always)
    private mutating func open(isObject: Bool, start: Int) throws(JSONFault) {
        guard frames.count < maximumDepth else { throw scanner.fault(.tooDeep(limit: maximumDepth)) }
        scanner.cursor += 1
        frames.push(JSONFrame(start: start, isObject: isObject))
        scanner.skipSpace()
    }

    /// Reads a key and the colon after it, and makes room for its value.
    @inline(__always)
    private mutating func readKey(_ expected: JSONError.Expectation) throws(JSONFault) {
        scanner.skipSpace()
        guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "\"") else { throw scanner.unexpected(expected) }
        let span = try scanner.skipString()
        let key = try scanner.string(in: span)
        scanner.skipSpace()
        guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: ":") else { throw scanner.unexpected(.colon) }
        scanner.cursor += 1
        let bit = JSONParser.bit(of: span)
        let top = frames.count &- 1
        if frames[top].seen & bit != 0, isRepeated(key, since: frames[top].start) { frames[top].isRepeating = true }
        frames[top].seen |= bit
        members.push((key, .null))
    }

    /// One bit out of 64, or all where escapes hide the key.
    @inline(__always)
    private static func bit(of span: JSONStringSpan) -> UInt64 {
        if span.isEscaped { return .max }
        // The length and two bytes, which differ between most keys of an object.
        let middle = span.start[span.count &>> 1]
        return 1 &<< UInt64(truncatingIfNeeded: (span.count &* 11) ^ Int(span.start.pointee) ^ (Int(middle) &<< 2))
    }

    /// Whether the open object has the key already.
    ///
    /// Larger objects find that out when they end.
    @inline(never)
    private func isRepeated(_ key: String, since start: Int) -> Bool {
        guard members.count &- start <= JSONObject.linearCount else { return false }
        for position in start..<members.count where members[position].key.hasSameBytes(as: key) { return true }
        return false
    }
}
