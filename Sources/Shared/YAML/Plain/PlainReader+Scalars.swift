import CVector

extension PlainReader where Builder: ~Copyable {
    /// libyaml's bound on a key is 1,024 characters.
    static var maximumKeyBytes: Int { 1_000 }

    /// Whether a mapping's key begins at a place: whether there is a colon behind a plain or quoted text.
    func startsMapping(at place: Int) -> Bool {
        let first = text[place]
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            guard let quoted = quoted(at: place) else { return false }
            let end = endOfSpaces(from: place + quoted.bytes.count + 2)
            return text[end] == UInt8(ascii: ":") && Self.isSpace(text[end + 1])
        }
        guard Self.startsPlain(first, text[place + 1]) else { return false }
        var place = place
        while true {
            place = plainStop(from: place)
            switch text[place] {
            case 0x0A: return false
            case UInt8(ascii: ":"): if Self.isSpace(text[place + 1]) { return true }
            case UInt8(ascii: "#"): if Self.isSpace(text[place - 1]) { return false }
            default: break
            }
            place &+= 1
        }
    }

    /// Reads a key and the colon behind it.
    @inline(__always)
    mutating func key() throws(Unusual) -> PlainString {
        let first = text[position]
        if !Self.isLetter(first) {
            if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return try quotedKey() }
            guard Self.startsPlain(first, text[position + 1]) else { throw Unusual() }
        }
        var place = position
        var traits: PlainString.Traits = []
        scan: while true {
            place = plainStop(from: place)
            switch text[place] {
            case UInt8(ascii: ":"): if Self.isSpace(text[place + 1]) { break scan }
            case UInt8(ascii: "#"): if text[place - 1] == 0x20 { throw Unusual() }
            case 0x0A, 0x09: throw Unusual()
            default: traits = .unclean
            }
            place &+= 1
        }
        let key = trimmed(position, place, traits)
        guard key.bytes.count < Self.maximumKeyBytes,
            ScalarResolution.beginsString(first) || Self.isString(key.bytes)
        else { throw Unusual() }
        position = place &+ 1
        return key
    }

    @inline(never)
    private mutating func quotedKey() throws(Unusual) -> PlainString {
        let key = try quoted()
        skipSpaces()
        guard text[position] == UInt8(ascii: ":"), Self.isSpace(text[position + 1]), key.bytes.count + 2 < Self.maximumKeyBytes
        else {
            throw Unusual()
        }
        position += 1
        return key
    }

    /// Whether the plain text of a key is a string, and not a number, a word with a meaning, or a merge.
    @inline(never)
    private static func isString(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        if text[0] == UInt8(ascii: "<"), text.count == 2, text[1] == UInt8(ascii: "<") { return false }
        if case .string = ScalarResolution(plain: text) { return true }
        return false
    }

    /// Reads a scalar or a flow collection, all of it on the current line.
    @inline(__always)
    mutating func scalarOrFlow(depth: Int) throws(Unusual) -> Builder.Node {
        let first = text[position]
        if !Self.isLetter(first) {
            switch first {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): return try scalar(try quoted(), .string)
            case UInt8(ascii: "["): return try flowSequence(depth: depth)
            case UInt8(ascii: "{"): return try flowMapping(depth: depth)
            default: guard Self.startsPlain(first, text[position + 1]) else { throw Unusual() }
            }
        }
        let text = try plain()
        return try scalar(text, ScalarResolution(plain: text.bytes))
    }

    @inline(__always)
    mutating func scalar(_ string: PlainString, _ resolution: ScalarResolution) throws(Unusual) -> Builder.Node {
        guard let node = builder.scalar(string, resolution) else { throw Unusual() }
        return node
    }

    /// Reads a plain scalar, whose first byte has been looked at, to the end of the line or a comment.
    @inline(__always)
    private mutating func plain() throws(Unusual) -> PlainString {
        let start = position
        var place = start
        var traits: PlainString.Traits = []
        scan: while true {
            place = plainStop(from: place)
            switch text[place] {
            case 0x0A: break scan
            case UInt8(ascii: "#"): if text[place - 1] == 0x20 { break scan }
            case UInt8(ascii: ":"): if Self.isSpace(text[place + 1]) { throw Unusual() }
            case 0x09: throw Unusual()
            default: traits = .unclean
            }
            place &+= 1
        }
        let plain = trimmed(start, place, traits)
        position = start &+ plain.bytes.count
        return plain
    }

    /// The next place, from a place on, of what may end a plain scalar or must be escaped in JSON.
    @inline(__always)
    private func plainStop(from place: Int) -> Int {
        var place = place
        while true {
            let stops = vector_scan_plain(text + place)
            if stops != 0 { return place &+ stops.trailingZeroBitCount }
            place &+= 16
        }
    }

    /// What is between two places, without the spaces before the second one; at the first one there is none.
    @inline(__always)
    func trimmed(_ start: Int, _ end: Int, _ traits: PlainString.Traits) -> PlainString {
        var end = end
        while text[end &- 1] == 0x20 { end &-= 1 }
        return PlainString(text + start, count: end &- start, traits)
    }

    /// Whether a byte is a letter, with which most of what is plain begins.
    @inline(__always)
    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

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

    /// Reads a quoted scalar that ends on the current line.
    @inline(__always)
    mutating func quoted() throws(Unusual) -> PlainString {
        guard let string = quoted(at: position) else { throw Unusual() }
        position &+= string.bytes.count &+ 2
        return string
    }

    /// The quoted scalar that begins at a place; nil if it does not end on the line, or has an escape that is not among the usual.
    @inline(never)
    private func quoted(at start: Int) -> PlainString? {
        let quote = text[start]
        var place = start &+ 1
        var traits: PlainString.Traits = []
        while true {
            let stops = vector_scan_quoted(text + place, quote)
            guard stops != 0 else {
                place &+= 16
                continue
            }
            place &+= stops.trailingZeroBitCount
            let stop = text[place]
            if stop == quote {
                guard quote == UInt8(ascii: "'"), text[place + 1] == quote else {
                    return PlainString(text + start + 1, count: place &- start &- 1, traits)
                }
                traits.formUnion([.doubled])
                place &+= 1
            } else if stop == 0x0A {
                return nil
            } else if stop == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                place &+= 1
                guard PlainString.unescaped(text[place]) != nil else { return nil }
                traits.formUnion([.escaped])
            } else {
                traits.formUnion([.unclean])
            }
            place &+= 1
        }
    }
}
