extension RawJSON {
    /// The first byte, which tells the kind of a value.
    private var first: UInt8? { bytes.first }

    /// Whether it is `null`.
    public var isNull: Bool { first == UInt8(ascii: "n") }

    /// Whether it is an object.
    public var isObject: Bool { first == UInt8(ascii: "{") }

    /// Whether it is an array.
    public var isArray: Bool { first == UInt8(ascii: "[") }

    /// The boolean, if it is one.
    public var bool: Bool? {
        switch first {
        case UInt8(ascii: "t"): true
        case UInt8(ascii: "f"): false
        default: nil
        }
    }

    /// The string with its escapes resolved, if it is one.
    public var string: String? {
        guard first == UInt8(ascii: "\"") else { return nil }
        if let plain = plainString { return plain }
        return scan { scanner throws(JSONFault) in try scanner.readString() }
    }

    /// The string, if it is one of ASCII in which nothing is escaped.
    private var plainString: String? {
        bytes.withUnsafeBufferPointer { text in
            guard text.count >= 2, let base = text.baseAddress, text[text.count &- 1] == UInt8(ascii: "\"") else { return nil }
            let start = base + 1
            let count = text.count &- 2
            guard Words.isPlainASCII(start, count: count) else { return nil }
            if count <= SmallString.capacity, SmallString.isAvailable { return SmallString.make(ascii: start, count: count) }
            return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        }
    }

    /// The integer, if it is one of 64 bits without a fraction and an exponent.
    public var integer: Int64? {
        guard let first, JSONScanner.isDigit(first) || first == UInt8(ascii: "-") else { return nil }
        return scan { scanner throws(JSONFault) in try scanner.readNumber() }?.integerValue
    }

    /// Reads all the bytes as one token, or `nil` if they are something else, which checked bytes never are.
    private func scan<Token>(_ read: (inout JSONScanner) throws(JSONFault) -> Token) -> Token? {
        bytes.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress else { return nil }
            var scanner = JSONScanner(base, count: text.count)
            do throws(JSONFault) {
                let token = try read(&scanner)
                return scanner.isAtEnd ? token : nil
            } catch {
                return nil
            }
        }
    }
}
