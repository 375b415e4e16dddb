/// Builds a value from a text with stacks of its own, so that the depth of the text costs no call.
struct JSONParser: ~Copyable {
    private var scanner: JSONScanner
    private let maximumDepth: Int
    private var frames: Stack<JSONFrame>
    /// The elements of the arrays that are open.
    private var elements: Stack<JSONValue>
    /// The members of the objects that are open.
    private var members: Stack<JSONMember>
    /// The keys whose values have not come yet, one for each open object.
    private var keys: Stack<String>
    /// The value of the text, once it is complete.
    private var root = JSONValue.null

    /// Parses a whole text.
    static func parse(_ text: UnsafeBufferPointer<UInt8>, limits: JSONLimits) throws(JSONFault) -> JSONValue {
        if let limit = limits.maximumBytes, text.count > limit { throw JSONFault(.tooLarge(limit: limit), max(limit, 0)) }
        guard let base = text.baseAddress else { throw JSONFault(.unexpectedEnd, 0) }
        let scanner = JSONScanner(base, count: text.count)
        // Up to a kilobyte each lies on the thread's stack; what needs more moves to the heap.
        return try withUnsafeTemporaryAllocation(of: JSONFrame.self, capacity: 16) { frames throws(JSONFault) in
            try withUnsafeTemporaryAllocation(of: JSONValue.self, capacity: 32) { elements throws(JSONFault) in
                try withUnsafeTemporaryAllocation(of: JSONMember.self, capacity: 24) { members throws(JSONFault) in
                    try withUnsafeTemporaryAllocation(of: String.self, capacity: 16) { keys throws(JSONFault) in
                        var parser = JSONParser(
                            scanner: scanner, maximumDepth: limits.depth, frames: Stack(borrowing: frames),
                            elements: Stack(borrowing: elements), members: Stack(borrowing: members),
                            keys: Stack(borrowing: keys))
                        return try parser.parse()
                    }
                }
            }
        }
    }

    private mutating func parse() throws(JSONFault) -> JSONValue {
        while true {
            scanner.skipSpace()
            guard !scanner.isAtEnd else { throw scanner.fault(.unexpectedEnd) }
            switch scanner.cursor.pointee {
            case UInt8(ascii: "\""):
                place(.string(try scanner.readString()))
            case UInt8(ascii: "{"):
                if try openObject() { continue }
                place(.object(JSONObject()))
            case UInt8(ascii: "["):
                if try openArray() { continue }
                place(.array([]))
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                place(try scanner.readNumber())
            default:
                place(try readLiteral())
            }
            if try goOn() { continue }
            scanner.skipSpace()
            guard scanner.isAtEnd else { throw scanner.fault(.trailingBytes) }
            return root
        }
    }

    private mutating func readLiteral() throws(JSONFault) -> JSONValue {
        let first = scanner.cursor.pointee
        try scanner.skipLiteral()
        return first == UInt8(ascii: "n") ? .null : .bool(first == UInt8(ascii: "t"))
    }

    /// Puts a complete value where it belongs.
    @inline(__always)
    private mutating func place(_ value: consuming JSONValue) {
        if frames.count == 0 {
            root = value
        } else if frames[frames.count &- 1].isObject {
            members.push(JSONMember(key: keys.pop(), value: value))
        } else {
            elements.push(value)
        }
    }

    /// Moves over what follows a value, completes what ends there, and says whether another value follows.
    @inline(__always)
    private mutating func goOn() throws(JSONFault) -> Bool {
        while frames.count > 0 {
            let isObject = frames[frames.count &- 1].isObject
            scanner.skipSpace()
            guard !scanner.isAtEnd else { throw scanner.fault(.unexpectedEnd) }
            let byte = scanner.cursor.pointee
            if byte == UInt8(ascii: ",") {
                scanner.cursor += 1
                if isObject { try readKey(.key) }
                return true
            }
            guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                throw scanner.unexpected(isObject ? .commaOrBrace : .commaOrBracket)
            }
            scanner.cursor += 1
            close()
        }
        return false
    }

    /// Makes a value of the innermost open container and puts it where it belongs.
    @inline(__always)
    private mutating func close() {
        let frame = frames.pop()
        if frame.isObject {
            let count = members.count &- frame.start
            let made = JSONMembers.moving(members.take(from: frame.start), count: count, isRepeating: frame.isRepeating)
            place(.object(JSONObject(made)))
        } else {
            let count = elements.count &- frame.start
            let source = elements.take(from: frame.start)
            let array = [JSONValue](unsafeUninitializedCapacity: count) { buffer, initialized in
                buffer.baseAddress?.moveInitialize(from: source, count: count)
                initialized = count
            }
            place(.array(array))
        }
    }

    /// Opens an object and says whether it has a member, whose key it reads.
    @inline(__always)
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
    @inline(__always)
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
        keys.push(key)
    }

    /// One bit out of 64, or all where escapes hide the key.
    @inline(__always)
    private static func bit(of span: JSONStringSpan) -> UInt64 {
        if span.isEscaped { return .max }
        // The length, two characters and a multiplication, which set most keys of an object apart.
        let first = UInt64(span.start.pointee)
        let middle = UInt64(span.start[span.count &>> 1])
        let mixed = (UInt64(truncatingIfNeeded: span.count) | first &<< 8 | middle &<< 16) &* 0x9e37_79b9_7f4a_7c15
        return 1 &<< (mixed &>> 58)
    }

    /// Whether the open object has the key already.
    ///
    /// Larger objects find that out when they end.
    @inline(never)
    private func isRepeated(_ key: String, since start: Int) -> Bool {
        guard members.count &- start <= JSONMembers.linearCount else { return false }
        for position in start..<members.count where members[position].key.hasSameBytes(as: key) { return true }
        return false
    }
}
