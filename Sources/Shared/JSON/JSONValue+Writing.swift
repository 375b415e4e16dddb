extension JSONValue {
    /// The value as JSON text in UTF-8.
    public func serialized(_ style: JSONStyle = .compact) -> [UInt8] {
        var bytes: [UInt8] = []
        write(into: &bytes, style)
        return bytes
    }

    /// The value as a string of JSON text.
    public func text(_ style: JSONStyle = .compact) -> String { String(decoding: serialized(style), as: UTF8.self) }

    /// Appends the value as JSON text in UTF-8.
    public func write(into bytes: inout [UInt8], _ style: JSONStyle = .compact) {
        write(into: &bytes, style, depth: 0)
    }

    private func write(into bytes: inout [UInt8], _ style: JSONStyle, depth: Int) {
        switch self {
        case .null: JSONWriting.append("null", into: &bytes)
        case .bool(let value): JSONWriting.append(value ? "true" : "false", into: &bytes)
        case .integer(let value): JSONWriting.appendInteger(value, into: &bytes)
        case .number(let value): bytes.append(contentsOf: value.text.utf8)
        case .string(let value): JSONWriting.appendString(value, into: &bytes, escapingHTML: style.escapesHTML)
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for position in elements.indices {
                if position > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONValue.breakLine(in: &bytes, style, depth: depth + 1)
                elements[position].write(into: &bytes, style, depth: depth + 1)
            }
            if !elements.isEmpty { JSONValue.breakLine(in: &bytes, style, depth: depth) }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            if style.sortsKeys {
                JSONValue.write(object.sortedByKey(), into: &bytes, style, depth: depth)
            } else {
                JSONValue.write(object, into: &bytes, style, depth: depth)
            }
        }
    }

    private static func write(
        _ members: some Collection<JSONObject.Element>, into bytes: inout [UInt8], _ style: JSONStyle, depth: Int
    ) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for member in members {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            breakLine(in: &bytes, style, depth: depth + 1)
            JSONWriting.appendString(member.key, into: &bytes, escapingHTML: style.escapesHTML)
            bytes.append(UInt8(ascii: ":"))
            if style.indentation != nil { bytes.append(UInt8(ascii: " ")) }
            member.value.write(into: &bytes, style, depth: depth + 1)
        }
        if !isFirst { breakLine(in: &bytes, style, depth: depth) }
        bytes.append(UInt8(ascii: "}"))
    }

    private static func breakLine(in bytes: inout [UInt8], _ style: JSONStyle, depth: Int) {
        guard let indentation = style.indentation else { return }
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(indentation, 0) &* depth))
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as JSON text on one line.
    public var description: String { text() }
}
