import JSON

extension PlainReader {
    /// libyaml's bound on a key is 1,024 characters.
    static let maximumKeyBytes = 1_000

    /// Whether a mapping's key begins at a place: whether there is a colon behind a plain or quoted text.
    func startsMapping(at place: Int) -> Bool {
        var place = place
        let first = byte(at: place)
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            guard let end = endOfQuoted(from: place) else { return false }
            place = end
            while byte(at: place) == 0x20 { place += 1 }
            return byte(at: place) == UInt8(ascii: ":") && Self.isSpace(byte(at: place + 1))
        }
        guard Self.startsPlain(first, byte(at: place + 1)) else { return false }
        while true {
            let byte = byte(at: place)
            if byte == 0x0A { return false }
            if byte == UInt8(ascii: ":"), Self.isSpace(self.byte(at: place + 1)) { return true }
            if byte == UInt8(ascii: "#"), Self.isSpace(self.byte(at: place - 1)) { return false }
            place += 1
        }
    }

    /// Reads a key and the colon behind it.
    mutating func key() throws(Unusual) -> String {
        let start = position
        let first = byte(at: start)
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            let key = try quoted()
            let end = position
            skipSpaces()
            guard byte(at: position) == UInt8(ascii: ":"), Self.isSpace(byte(at: position + 1)),
                end - start < Self.maximumKeyBytes
            else {
                throw Unusual()
            }
            position += 1
            return key
        }
        guard Self.startsPlain(first, byte(at: start + 1)) else { throw Unusual() }
        var place = start
        while true {
            let byte = byte(at: place)
            if byte == UInt8(ascii: ":"), Self.isSpace(self.byte(at: place + 1)) { break }
            if byte == 0x0A || byte == 0x09 || byte == UInt8(ascii: "#") && self.byte(at: place - 1) == 0x20 { throw Unusual() }
            place += 1
        }
        var end = place
        while end > start, text[end - 1] == 0x20 { end -= 1 }
        guard end > start, end - start < Self.maximumKeyBytes else { throw Unusual() }
        let key = UnsafeBufferPointer(rebasing: text[start..<end])
        position = place + 1
        guard Self.isString(key) else { throw Unusual() }
        return String(decoding: key, as: UTF8.self)
    }

    /// Whether a plain text is a string, and not a number, a word with a meaning, or a merge.
    private static func isString(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.count == 2, text[0] == UInt8(ascii: "<"), text[1] == UInt8(ascii: "<") { return false }
        return ScalarResolution(plain: text) == .string
    }

    /// Reads a scalar or a flow collection, all of it on the current line.
    mutating func scalarOrFlow(depth: Int) throws(Unusual) -> JSONValue {
        switch byte(at: position) {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try quoted())
        case UInt8(ascii: "["), UInt8(ascii: "{"): return try flow(depth: depth)
        default: return try plain()
        }
    }

    /// Reads a plain scalar to the end of the line or a comment.
    private mutating func plain() throws(Unusual) -> JSONValue {
        let start = position
        guard Self.startsPlain(byte(at: start), byte(at: start + 1)) else { throw Unusual() }
        var place = start
        while true {
            let byte = byte(at: place)
            if byte == 0x0A || byte == UInt8(ascii: "#") && self.byte(at: place - 1) == 0x20 { break }
            if byte == 0x09 || byte == UInt8(ascii: ":") && Self.isSpace(self.byte(at: place + 1)) { throw Unusual() }
            place += 1
        }
        var end = place
        while end > start, text[end - 1] == 0x20 { end -= 1 }
        position = end
        return try Self.value(of: UnsafeBufferPointer(rebasing: text[start..<end]))
    }

    /// What a plain scalar is.
    static func value(of text: UnsafeBufferPointer<UInt8>) throws(Unusual) -> JSONValue {
        let resolution = ScalarResolution(plain: text)
        if case .string = resolution { return .string(String(decoding: text, as: UTF8.self)) }
        let node = resolution.node(of: String(decoding: text, as: UTF8.self), at: YAMLMark(line: 1, column: 1))
        guard node.unrepresentable == nil else { throw Unusual() }
        return node.value
    }

    /// Whether a plain scalar may begin with a byte, given the one behind it.
    static func startsPlain(_ first: UInt8, _ second: UInt8) -> Bool {
        switch first {
        case UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"): !isSpace(second)
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "#"),
            UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "'"),
            UInt8(ascii: "\""), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "`"), 0x20, 0x09, 0x0A:
            false
        default: true
        }
    }

    /// The place behind a quoted scalar on the current line; nil if it does not end there.
    private func endOfQuoted(from start: Int) -> Int? {
        let quote = byte(at: start)
        var place = start + 1
        while true {
            let byte = byte(at: place)
            if byte == 0x0A { return nil }
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                place += 2
                continue
            }
            if byte == quote {
                guard quote == UInt8(ascii: "'"), self.byte(at: place + 1) == quote else { return place + 1 }
                place += 1
            }
            place += 1
        }
    }

    /// Reads a quoted scalar that ends on the current line.
    mutating func quoted() throws(Unusual) -> String {
        guard let end = endOfQuoted(from: position), end <= text.count else { throw Unusual() }
        let quote = byte(at: position)
        let inner = UnsafeBufferPointer(rebasing: text[(position + 1)..<(end - 1)])
        position = end
        let special = quote == UInt8(ascii: "'") ? quote : UInt8(ascii: "\\")
        guard inner.contains(special) else { return String(decoding: inner, as: UTF8.self) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(inner.count)
        var place = 0
        while place < inner.count {
            let byte = inner[place]
            place += 1
            guard byte == special else {
                bytes.append(byte)
                continue
            }
            // The second of two quotes, or what is escaped.
            bytes.append(quote == UInt8(ascii: "'") ? byte : try Self.unescaped(inner[place]))
            place += 1
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What a backslash and a byte stand for, as far as templates write them.
    private static func unescaped(_ byte: UInt8) throws(Unusual) -> UInt8 {
        switch byte {
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): byte
        default: throw Unusual()
        }
    }
}
