extension Emitter {
    /// Writes a scalar that is known to be plain and short.
    mutating func emitPlain(_ text: String) {
        writePlain(ScalarText(text), allowsBreaks: false)
    }

    /// Writes a string in the first style that keeps it what it is.
    mutating func emitString(_ string: String, _ place: Place) {
        let text = ScalarText(string)
        let analysis = ScalarAnalysis(text)
        let outer = indent
        increaseIndent(isFlow: true, isIndentless: false)
        defer { indent = outer }
        let allowsBreaks = !place.isSimpleKey
        if text.bytes.contains(UInt8(ascii: "\n")) {
            if analysis.allowsLiteral, !place.isSimpleKey {
                writeLiteral(text)
            } else {
                writeDoubleQuoted(text, allowsBreaks: allowsBreaks)
            }
        } else if isMistakable(string) || (place.isSimpleKey && analysis.isMultiline) {
            writeDoubleQuoted(text, allowsBreaks: allowsBreaks)
        } else if analysis.allowsPlain, text.count > 0 || !place.isSimpleKey {
            writePlain(text, allowsBreaks: allowsBreaks)
        } else if analysis.allowsSingleQuoted {
            writeSingleQuoted(text, allowsBreaks: allowsBreaks)
        } else {
            writeDoubleQuoted(text, allowsBreaks: allowsBreaks)
        }
    }

    /// Whether the string would be read as something else if it stood there plainly.
    private func isMistakable(_ string: String) -> Bool {
        ScalarResolution(plain: string) != .string || Emitter.isSexagesimal(string.utf8)
    }

    /// Whether a text is a number to the base of 60 in YAML 1.1, which other parsers read:
    /// `[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?`.
    private static func isSexagesimal(_ text: String.UTF8View) -> Bool {
        func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
        var rest = text[...]
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest.removeFirst() }
        guard let first = rest.first, isDigit(first) else { return false }
        rest = rest.drop { isDigit($0) || $0 == UInt8(ascii: "_") }
        guard rest.first == UInt8(ascii: ":") else { return false }
        while rest.first == UInt8(ascii: ":") {
            rest.removeFirst()
            let digits = rest.prefix(while: isDigit)
            guard digits.count == 1 || (digits.count == 2 && digits.first.map { $0 <= UInt8(ascii: "5") } == true) else {
                return false
            }
            rest = rest.dropFirst(digits.count)
        }
        guard rest.first == UInt8(ascii: ".") else { return rest.isEmpty }
        return rest.dropFirst().allSatisfy { isDigit($0) || $0 == UInt8(ascii: "_") }
    }

    private mutating func writePlain(_ text: ScalarText, allowsBreaks: Bool) {
        if !isAfterSpace { put(UInt8(ascii: " ")) }
        var followsSpace = false
        var place = 0
        while place < text.count {
            if text.isSpace(place) {
                if allowsBreaks, !followsSpace, column > Emitter.bestWidth, !text.isSpace(place + 1) {
                    writeIndent()
                    place += 1
                } else {
                    write(text, &place)
                }
                followsSpace = true
            } else {
                write(text, &place)
                isIndention = false
                followsSpace = false
            }
        }
        isAfterSpace = false
        isIndention = false
    }

    private mutating func writeSingleQuoted(_ text: ScalarText, allowsBreaks: Bool) {
        writeIndicator("'", needsSpace: true)
        var followsSpace = false
        var followsBreak = false
        var place = 0
        while place < text.count {
            if text.isSpace(place) {
                if allowsBreaks, !followsSpace, column > Emitter.bestWidth, place > 0, place < text.count - 1,
                    !text.isSpace(place + 1)
                {
                    writeIndent()
                    place += 1
                } else {
                    write(text, &place)
                }
                followsSpace = true
            } else if text.isBreak(place) {
                writeBreak(text, &place)
                isIndention = true
                followsBreak = true
            } else {
                if followsBreak { writeIndent() }
                if text.bytes[place] == UInt8(ascii: "'") { put(UInt8(ascii: "'")) }
                write(text, &place)
                isIndention = false
                followsSpace = false
                followsBreak = false
            }
        }
        writeIndicator("'")
    }

    private mutating func writeDoubleQuoted(_ text: ScalarText, allowsBreaks: Bool) {
        writeIndicator("\"", needsSpace: true)
        var followsSpace = false
        var place = 0
        while place < text.count {
            if text.isEscaped(place) {
                writeEscape(text.code(place))
                place += text.width(place)
                followsSpace = false
            } else if text.isSpace(place) {
                if allowsBreaks, !followsSpace, column > Emitter.bestWidth, place > 0, place < text.count - 1 {
                    writeIndent()
                    if text.isSpace(place + 1) { put(UInt8(ascii: "\\")) }
                    place += 1
                } else {
                    write(text, &place)
                }
                followsSpace = true
            } else {
                write(text, &place)
                followsSpace = false
            }
        }
        writeIndicator("\"")
    }

    private mutating func writeEscape(_ code: UInt32) {
        switch code {
        case 0x00: put("\\0")
        case 0x07: put("\\a")
        case 0x08: put("\\b")
        case 0x09: put("\\t")
        case 0x0a: put("\\n")
        case 0x0b: put("\\v")
        case 0x0c: put("\\f")
        case 0x0d: put("\\r")
        case 0x1b: put("\\e")
        case 0x22: put("\\\"")
        case 0x5c: put("\\\\")
        case 0x85: put("\\N")
        case 0xa0: put("\\_")
        case 0x2028: put("\\L")
        case 0x2029: put("\\P")
        case 0...0xff: writeHexadecimal(code, "\\x", digits: 2)
        case 0...0xffff: writeHexadecimal(code, "\\u", digits: 4)
        default: writeHexadecimal(code, "\\U", digits: 8)
        }
    }

    private mutating func writeHexadecimal(_ code: UInt32, _ prefix: StaticString, digits: UInt32) {
        put(prefix)
        for position in (0..<digits).reversed() {
            let digit = UInt8(truncatingIfNeeded: code >> (position * 4)) & 15
            put(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10)
        }
    }

    private mutating func writeLiteral(_ text: ScalarText) {
        writeIndicator("|", needsSpace: true)
        if text.isSpace(0) || text.isBreak(0) { writeIndicator("2") }
        let last = text.before(text.count)
        if !text.isBreak(last) {
            writeIndicator("-")
        } else if last == 0 || text.isBreak(text.before(last)) {
            writeIndicator("+")
        }
        putBreak()
        isIndention = true
        isAfterSpace = true
        var followsBreak = true
        var place = 0
        while place < text.count {
            if text.isBreak(place) {
                writeBreak(text, &place)
                isIndention = true
                followsBreak = true
            } else {
                if followsBreak { writeIndent() }
                write(text, &place)
                isIndention = false
                followsBreak = false
            }
        }
    }
}
