extension PlainReader where Builder: ~Copyable {
    /// Reads a flow sequence that ends on the current line.
    mutating func flowSequence(depth: Int) throws(Unusual) -> Builder.Node {
        guard depth < maximumDepth else { throw Unusual() }
        var sequence = builder.beginSequence()
        position += 1
        skipSpaces()
        while text[position] != UInt8(ascii: "]") {
            builder.add(try flowValue(depth: depth + 1), to: &sequence)
            try flowSeparator(before: UInt8(ascii: "]"))
        }
        position += 1
        return builder.end(sequence)
    }

    /// Reads a flow mapping that ends on the current line.
    mutating func flowMapping(depth: Int) throws(Unusual) -> Builder.Node {
        guard depth < maximumDepth else { throw Unusual() }
        var mapping = builder.beginMapping()
        position += 1
        skipSpaces()
        while text[position] != UInt8(ascii: "}") {
            let string = try flowKey()
            guard let key = builder.key(string, of: &mapping) else { throw Unusual() }
            let value = try flowValue(depth: depth + 1)
            guard builder.add(value, for: key, to: &mapping) else { throw Unusual() }
            try flowSeparator(before: UInt8(ascii: "}"))
        }
        position += 1
        return builder.end(mapping)
    }

    /// Moves over a comma, if there is one.
    private mutating func flowSeparator(before closing: UInt8) throws(Unusual) {
        skipSpaces()
        guard text[position] == UInt8(ascii: ",") else { return }
        position += 1
        skipSpaces()
        // A comma before the end, or two of them.
        if text[position] == closing || text[position] == UInt8(ascii: ",") { throw Unusual() }
    }

    /// Reads a key and the colon and space behind it.
    private mutating func flowKey() throws(Unusual) -> PlainString {
        let start = position
        let (key, resolution) = try flowScalar()
        switch resolution {
        case .string, .timestamp: break
        default: throw Unusual()
        }
        let isMerge = key.bytes.count == 2 && key.bytes.allSatisfy { $0 == UInt8(ascii: "<") }
        guard !isMerge, position - start < Self.maximumKeyBytes, text[position] == UInt8(ascii: ":"), text[position + 1] == 0x20
        else {
            throw Unusual()
        }
        position += 1
        skipSpaces()
        return key
    }

    private mutating func flowValue(depth: Int) throws(Unusual) -> Builder.Node {
        let node: Builder.Node
        switch text[position] {
        case UInt8(ascii: "["): node = try flowSequence(depth: depth)
        case UInt8(ascii: "{"): node = try flowMapping(depth: depth)
        default:
            let (string, resolution) = try flowScalar()
            node = try scalar(string, resolution)
        }
        skipSpaces()
        switch text[position] {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return node
        // A pair in a sequence, a text that goes on, or a mistake.
        default: throw Unusual()
        }
    }

    private mutating func flowScalar() throws(Unusual) -> (PlainString, ScalarResolution) {
        let start = position
        let first = text[start]
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return (try quoted(), .string) }
        // A colon that begins something here is the colon of a value, whatever follows it.
        guard Self.startsPlain(first, text[start + 1]), first != UInt8(ascii: ":"),
            first != UInt8(ascii: "-") || !Self.isFlow(text[start + 1])
        else {
            throw Unusual()
        }
        var place = start
        var traits: PlainString.Traits = []
        scan: while true {
            switch text[place] {
            case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): break scan
            case UInt8(ascii: ":"):
                let next = text[place + 1]
                if next == 0x20 { break scan }
                // As in a port or a URL.
                guard
                    next | 0x20 >= UInt8(ascii: "a") && next | 0x20 <= UInt8(ascii: "z") || next &- 0x30 < 10
                        || next == UInt8(ascii: "/")
                else { throw Unusual() }
            case 0x0A, 0x09, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "?"), UInt8(ascii: "#"): throw Unusual()
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): traits = .unclean
            default: break
            }
            place += 1
        }
        let string = trimmed(start, place, traits)
        position = place
        return (string, ScalarResolution(plain: string.bytes))
    }

    private static func isFlow(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
        default: false
        }
    }
}
