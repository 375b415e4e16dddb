/// Checks a text without making values, with a bit for each array and object that is open.
struct JSONValidator {
    /// The innermost 64 containers, an object as 1, the innermost in the lowest bit.
    private var innermost: UInt64 = 0
    /// Those outside of them, by 64.
    private var outer: [UInt64] = []
    private var depth = 0
    /// How many arrays and objects may lie within each other in what is checked.
    private let maximumDepth: Int
    /// The limit that errors tell.
    private let limit: Int

    /// Checks values that lie `outside` so many arrays and objects already.
    init(limit: Int, within outside: Int = 0) {
        self.limit = limit
        maximumDepth = max(limit &- outside, 0)
    }

    /// Moves over the value at the cursor and checks everything about it.
    mutating func skipValue(_ scanner: inout JSONScanner) throws(JSONFault) {
        while true {
            scanner.skipSpace()
            guard !scanner.isAtEnd else { throw scanner.fault(.unexpectedEnd) }
            switch scanner.cursor.pointee {
            case UInt8(ascii: "\""): _ = try scanner.skipCheckedString()
            case UInt8(ascii: "{"): if try open(&scanner, isObject: true) { continue }
            case UInt8(ascii: "["): if try open(&scanner, isObject: false) { continue }
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): try scanner.skipNumber()
            default: try scanner.skipLiteral()
            }
            if try !goOn(&scanner) { return }
        }
    }

    /// Moves over what follows a value, and says whether another follows.
    @inline(__always)
    private mutating func goOn(_ scanner: inout JSONScanner) throws(JSONFault) -> Bool {
        while depth > 0 {
            let isObject = innermost & 1 == 1
            scanner.skipSpace()
            guard !scanner.isAtEnd else { throw scanner.fault(.unexpectedEnd) }
            if scanner.cursor.pointee == UInt8(ascii: ",") {
                scanner.cursor += 1
                if isObject { try JSONValidator.skipKey(&scanner, .key) }
                return true
            }
            guard scanner.cursor.pointee == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else {
                throw scanner.unexpected(isObject ? .commaOrBrace : .commaOrBracket)
            }
            scanner.cursor += 1
            close()
        }
        return false
    }

    /// Opens a container and says whether anything is in it.
    @inline(__always)
    private mutating func open(_ scanner: inout JSONScanner, isObject: Bool) throws(JSONFault) -> Bool {
        guard depth < maximumDepth else { throw scanner.fault(.tooDeep(limit: limit)) }
        scanner.cursor += 1
        scanner.skipSpace()
        if !scanner.isAtEnd, scanner.cursor.pointee == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
            scanner.cursor += 1
            return false
        }
        if depth > 0, depth & 63 == 0 { outer.append(innermost) }
        innermost = innermost &<< 1 | (isObject ? 1 : 0)
        depth &+= 1
        if isObject { try JSONValidator.skipKey(&scanner, .keyOrEnd) }
        return true
    }

    @inline(__always)
    private mutating func close() {
        depth &-= 1
        innermost &>>= 1
        if depth > 0, depth & 63 == 0 { innermost = outer.popLast() ?? 0 }
    }

    /// Moves over a key and its colon.
    @inline(__always)
    private static func skipKey(_ scanner: inout JSONScanner, _ expected: JSONError.Expectation) throws(JSONFault) {
        scanner.skipSpace()
        guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "\"") else { throw scanner.unexpected(expected) }
        _ = try scanner.skipCheckedString()
        scanner.skipSpace()
        guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: ":") else { throw scanner.unexpected(.colon) }
        scanner.cursor += 1
    }
}
