import JSON

/// Writes block style YAML as go-yaml v2's emitter does: two spaces, sequences in mappings not indented, lines folded after 80
/// columns where a scalar allows it.
struct Emitter {
    var bytes: [UInt8] = []
    var column = 0
    /// The indentation of what is being written; below zero at the root.
    var indent = -1
    /// Whether the last thing written was white space.
    var isAfterSpace = true
    /// Whether there is nothing but indentation and indicators on the line.
    var isIndention = true
    static let bestWidth = 80
    static let bestIndent = 2

    /// Where a node stands.
    struct Place {
        var isInMapping = false
        var isSimpleKey = false
    }

    /// Writes a whole document.
    mutating func emitDocument(_ value: JSONValue) {
        emit(value, Place())
        writeIndent()
    }

    private mutating func emit(_ value: JSONValue, _ place: Place) {
        switch value {
        case .null: emitPlain("null")
        case .bool(let value): emitPlain(value ? "true" : "false")
        case .integer(let value): emitPlain(String(value))
        case .number(let number): emitNumber(number, place)
        case .string(let string): emitString(string, place)
        case .array(let elements): emitSequence(elements, place)
        case .object(let members): emitMapping(members)
        }
    }

    private mutating func emitNumber(_ number: JSONNumber, _ place: Place) {
        switch ScalarResolution(plain: number.text) {
        case .integer(let value): emitPlain(String(value))
        case .unsigned(let value): emitPlain(String(value))
        case .float(let value): emitPlain(GoNumber.text(of: value))
        default: emitString(number.text, place)
        }
    }

    private mutating func emitSequence(_ elements: [JSONValue], _ place: Place) {
        guard !elements.isEmpty else {
            writeIndicator("[", needsSpace: true, isSpace: true)
            writeIndicator("]")
            return
        }
        let outer = indent
        increaseIndent(isFlow: false, isIndentless: place.isInMapping && !isIndention)
        for element in elements {
            writeIndent()
            writeIndicator("-", needsSpace: true, isIndention: true)
            emit(element, Place())
        }
        indent = outer
    }

    private mutating func emitMapping(_ members: JSONObject) {
        guard !members.isEmpty else {
            writeIndicator("{", needsSpace: true, isSpace: true)
            writeIndicator("}")
            return
        }
        let outer = indent
        increaseIndent(isFlow: false, isIndentless: false)
        let sorted = members.map { (order: NaturalOrder($0.key), member: $0) }.sorted { $0.order.precedes($1.order) }
        for (_, member) in sorted {
            writeIndent()
            let key = ScalarText(member.key)
            if key.count <= 128, !ScalarAnalysis(key).isMultiline {
                emitString(member.key, Place(isInMapping: true, isSimpleKey: true))
                writeIndicator(":")
            } else {
                writeIndicator("?", needsSpace: true, isIndention: true)
                emitString(member.key, Place(isInMapping: true))
                writeIndent()
                writeIndicator(":", needsSpace: true, isIndention: true)
            }
            emit(member.value, Place(isInMapping: true))
        }
        indent = outer
    }

    mutating func increaseIndent(isFlow: Bool, isIndentless: Bool) {
        if indent < 0 {
            indent = isFlow ? Emitter.bestIndent : 0
        } else if !isIndentless {
            indent += Emitter.bestIndent
        }
    }

    // What follows writes characters and keeps account of the column.

    mutating func put(_ byte: UInt8) {
        bytes.append(byte)
        column += 1
    }

    mutating func put(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
        column += text.utf8CodeUnitCount
    }

    mutating func putBreak() {
        bytes.append(UInt8(ascii: "\n"))
        column = 0
    }

    /// Copies the character at a place and moves behind it.
    mutating func write(_ text: ScalarText, _ place: inout Int) {
        let width = text.width(place)
        bytes.append(contentsOf: text.bytes[place..<(place + width)])
        column += 1
        place += width
    }

    /// Copies the line break at a place and moves behind it.
    mutating func writeBreak(_ text: ScalarText, _ place: inout Int) {
        write(text, &place)
        column = 0
    }

    /// Goes to the indentation, on a new line unless it can be reached on this one.
    mutating func writeIndent() {
        let target = max(indent, 0)
        if !isIndention || column > target || (column == target && !isAfterSpace) { putBreak() }
        while column < target { put(UInt8(ascii: " ")) }
        isAfterSpace = true
        isIndention = true
    }

    mutating func writeIndicator(
        _ indicator: StaticString, needsSpace: Bool = false, isSpace: Bool = false, isIndention keeps: Bool = false
    ) {
        if needsSpace, !isAfterSpace { put(UInt8(ascii: " ")) }
        put(indicator)
        isAfterSpace = isSpace
        isIndention = isIndention && keeps
    }
}
