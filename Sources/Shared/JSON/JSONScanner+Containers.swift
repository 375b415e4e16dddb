extension JSONScanner {
    /// Moves over an object and says which keys it has and where their values lie.
    mutating func members() throws(JSONFault) -> [(key: String, span: JSONSpan)] {
        var members: [(key: String, span: JSONSpan)] = []
        let text = self
        try visitMembers { key, value throws(JSONFault) in members.append((try text.string(in: key), value)) }
        return members
    }

    /// Moves over an object and tells of each member where its key, without quotes, and its value lie.
    @inline(__always)
    mutating func visitMembers(
        _ visit: (_ key: JSONStringSpan, _ value: JSONSpan) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        guard try open(UInt8(ascii: "{"), UInt8(ascii: "}"), .object) else { return }
        while true {
            skipSpace()
            guard !isAtEnd, cursor.pointee == UInt8(ascii: "\"") else { throw unexpected(.key) }
            let key = try skipString()
            skipSpace()
            guard !isAtEnd, cursor.pointee == UInt8(ascii: ":") else { throw unexpected(.colon) }
            cursor += 1
            try visit(key, try span())
            guard try goOn(until: UInt8(ascii: "}"), .commaOrBrace) else { return }
        }
    }

    /// Moves over an array and says where its elements lie.
    mutating func elements() throws(JSONFault) -> [JSONSpan] {
        var elements: [JSONSpan] = []
        guard try open(UInt8(ascii: "["), UInt8(ascii: "]"), .array) else { return elements }
        while true {
            elements.append(try span())
            guard try goOn(until: UInt8(ascii: "]"), .commaOrBracket) else { return elements }
        }
    }

    /// Moves over the beginning of a container and says whether anything is in it.
    private mutating func open(
        _ opening: UInt8, _ closing: UInt8, _ expected: JSONError.Expectation
    ) throws(JSONFault) -> Bool {
        skipSpace()
        guard !isAtEnd, cursor.pointee == opening else { throw unexpected(expected) }
        cursor += 1
        skipSpace()
        return isAtEnd || cursor.pointee != closing
    }

    /// Moves over a value and the space around it, and says where the value lies.
    private mutating func span() throws(JSONFault) -> JSONSpan {
        skipSpace()
        let start = offset
        try skipTrustedValue()
        let span = JSONSpan(start: start, end: offset)
        skipSpace()
        return span
    }

    /// Moves over a comma, or says that the container ends here.
    private mutating func goOn(until closing: UInt8, _ expected: JSONError.Expectation) throws(JSONFault) -> Bool {
        guard !isAtEnd, cursor.pointee == UInt8(ascii: ",") || cursor.pointee == closing else { throw unexpected(expected) }
        let goesOn = cursor.pointee == UInt8(ascii: ",")
        cursor += 1
        return goesOn
    }
}
