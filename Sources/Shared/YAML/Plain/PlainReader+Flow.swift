import JSON

extension PlainReader {
    /// Reads a flow collection that ends on the current line.
    mutating func flow(depth: Int) throws(Unusual) -> JSONValue {
        guard depth < maximumDepth else { throw Unusual() }
        let isMapping = byte(at: position) == UInt8(ascii: "{")
        let closing = isMapping ? UInt8(ascii: "}") : UInt8(ascii: "]")
        position += 1
        skipSpaces()
        var object = JSONObject()
        var elements: [JSONValue] = []
        while byte(at: position) != closing {
            if isMapping {
                let key = try flowKey()
                guard object.append(key, try flowValue(depth: depth + 1)) else { throw Unusual() }
            } else {
                elements.append(try flowValue(depth: depth + 1))
            }
            skipSpaces()
            guard byte(at: position) == UInt8(ascii: ",") else { continue }
            position += 1
            skipSpaces()
            // A comma before the end, or two of them.
            if byte(at: position) == closing || byte(at: position) == UInt8(ascii: ",") { throw Unusual() }
        }
        position += 1
        return isMapping ? .object(object) : .array(elements)
    }

    /// Reads a key and the colon and space behind it.
    private mutating func flowKey() throws(Unusual) -> String {
        let start = position
        guard case .string(let text) = try flowScalar(), text != "<<", position - start < Self.maximumKeyBytes else {
            throw Unusual()
        }
        guard byte(at: position) == UInt8(ascii: ":"), byte(at: position + 1) == 0x20 else { throw Unusual() }
        position += 1
        skipSpaces()
        return text
    }

    private mutating func flowValue(depth: Int) throws(Unusual) -> JSONValue {
        let value: JSONValue
        switch byte(at: position) {
        case UInt8(ascii: "["), UInt8(ascii: "{"): value = try flow(depth: depth)
        default: value = try flowScalar()
        }
        skipSpaces()
        switch byte(at: position) {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): return value
        // A pair in a sequence, a text that goes on, or a mistake.
        default: throw Unusual()
        }
    }

    private mutating func flowScalar() throws(Unusual) -> JSONValue {
        let first = byte(at: position)
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") { return .string(try quoted()) }
        // A colon that begins something here is the colon of a value, whatever follows it.
        guard Self.startsPlain(first, byte(at: position + 1)), first != UInt8(ascii: ":"),
            first != UInt8(ascii: "-") || !Self.isFlow(byte(at: position + 1))
        else {
            throw Unusual()
        }
        let start = position
        var place = start
        scan: while true {
            switch byte(at: place) {
            case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): break scan
            case UInt8(ascii: ":"):
                let next = byte(at: place + 1)
                if next == 0x20 { break scan }
                // As in a port or a URL.
                guard
                    next | 0x20 >= UInt8(ascii: "a") && next | 0x20 <= UInt8(ascii: "z") || next &- 0x30 < 10
                        || next == UInt8(ascii: "/")
                else { throw Unusual() }
                place += 1
            case 0x0A, 0x09, UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "?"), UInt8(ascii: "#"): throw Unusual()
            default: place += 1
            }
        }
        var end = place
        while end > start, text[end - 1] == 0x20 { end -= 1 }
        guard end > start else { throw Unusual() }
        position = place
        return try Self.value(of: UnsafeBufferPointer(rebasing: text[start..<end]))
    }

    private static func isFlow(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): true
        default: false
        }
    }
}
