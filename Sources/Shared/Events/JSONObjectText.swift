import JSON

/// A JSON object in the making, written piece by piece: members that have no value are left out.
struct JSONObjectText {
    private var bytes: [UInt8] = [UInt8(ascii: "{")]

    mutating func append(_ key: String, _ value: String?) {
        guard let value else { return }
        appendKey(key)
        JSONWriting.appendString(value, into: &bytes)
    }

    mutating func append(_ key: String, _ value: Bool) {
        appendKey(key)
        JSONWriting.appendBool(value, into: &bytes)
    }

    mutating func append(_ key: String, _ value: Int?) {
        append(key, value.map(Int64.init))
    }

    mutating func append(_ key: String, _ value: Int64?) {
        guard let value else { return }
        appendKey(key)
        JSONWriting.appendInteger(value, into: &bytes)
    }

    mutating func append(_ key: String, _ value: RawJSON?) {
        guard let value else { return }
        appendKey(key)
        bytes.append(contentsOf: value.bytes)
    }

    mutating func append(_ key: String, _ values: [String]) {
        appendArray(key, values) { JSONWriting.appendString($0, into: &$1) }
    }

    mutating func append(_ key: String, _ values: [RawJSON]) {
        appendArray(key, values) { $1.append(contentsOf: $0.bytes) }
    }

    /// The finished object.
    consuming func finish() -> RawJSON {
        bytes.append(UInt8(ascii: "}"))
        return RawJSON(unchecked: bytes[...])
    }

    private mutating func appendArray<Element>(_ key: String, _ values: [Element], _ write: (Element, inout [UInt8]) -> Void) {
        appendKey(key)
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(value, &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func appendKey(_ key: String) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        JSONWriting.appendKey(key, into: &bytes)
    }
}
