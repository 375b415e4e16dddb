import GoTemplate

/// Strings, in their four forms.
extension TOMLReader {
    /// A string, or one of many lines, after its first quote.
    mutating func readString() throws(TOMLError) -> Value {
        guard try isOfManyLines("\"") else {
            let raw = try scanString()
            return .string(ByteString(try unescaped(raw, line: scanner.line)))
        }
        let joined = Self.joinedLines(try scanLines(quote: "\"", hasEscapes: true))
        return .string(ByteString(try unescaped(Self.withoutFirstLineEnd(joined), line: scanner.line)))
    }

    /// A literal string, or one of many lines, after its first quote.
    mutating func readRawString() throws(TOMLError) -> Value {
        guard try isOfManyLines("'") else { return .string(ByteString(try scanRawString())) }
        return .string(ByteString(Self.withoutFirstLineEnd(try scanLines(quote: "'", hasEscapes: false))))
    }

    /// Whether two more quotes follow the first.
    private mutating func isOfManyLines(_ quote: Unicode.Scalar) throws(TOMLError) -> Bool {
        let mark = scanner.mark
        if try accept(quote), try accept(quote) { return true }
        scanner.back(to: mark)
        return false
    }

    /// The text up to the closing quote, with its escapes.
    mutating func scanString() throws(TOMLError) -> String {
        let start = scanner.place
        while true {
            let end = scanner.place
            guard let scalar = try next() else { throw error("unexpected EOF; expected '\"'") }
            if TOMLScanner.isLineEnd(scalar) { throw error("strings cannot contain newlines", line: scanner.line - 1) }
            if scalar == "\\" { try scanEscape(in: start) }
            if scalar == "\"" { return String(decoding: scanner.bytes[start..<end], as: UTF8.self) }
        }
    }

    /// The text up to the closing quote.
    mutating func scanRawString() throws(TOMLError) -> String {
        let start = scanner.place
        while true {
            let end = scanner.place
            guard let scalar = try next() else { throw error("unexpected EOF; expected \"'\"") }
            if TOMLScanner.isLineEnd(scalar) { throw error("strings cannot contain newlines", line: scanner.line - 1) }
            if scalar == "'" { return String(decoding: scanner.bytes[start..<end], as: UTF8.self) }
        }
    }

    /// The text up to three closing quotes, before which it may have two more.
    private mutating func scanLines(quote: Unicode.Scalar, hasEscapes: Bool) throws(TOMLError) -> String {
        let start = scanner.place
        var quotes = 0
        while true {
            guard let scalar = try next() else {
                throw error("unexpected EOF; expected \(hasEscapes ? #"'"""'"# : #""'''""#)")
            }
            guard scalar == quote else {
                quotes = 0
                if hasEscapes, scalar == "\\" { try scanLineEscape(in: start) }
                continue
            }
            quotes += 1
            guard quotes >= 3 else { continue }
            if try peek() != quote { return String(decoding: scanner.bytes[start..<(scanner.place - 3)], as: UTF8.self) }
            let run = scanner.bytes[start..<scanner.place].reversed().prefix { $0 == UInt8(ascii: quote) }.count
            // One more may follow five of them only after a backslash.
            let before = scanner.place - run - 1
            let isAfterBackslash = hasEscapes && run == 5 && before >= start && scanner.bytes[before] == UInt8(ascii: "\\")
            if run >= 5, !isAfterBackslash { throw error("unexpected \(hasEscapes ? #"'""""""'"# : #""''''''""#)") }
        }
    }

    /// What follows a backslash in a string of many lines, which may be the line's end.
    private mutating func scanLineEscape(in start: Int) throws(TOMLError) {
        let mark = scanner.mark
        if let scalar = try next(), TOMLScanner.isLineEnd(scalar) { return }
        scanner.back(to: mark)
        try scanEscape(in: start)
    }

    /// What follows a backslash in a string that starts at a place.
    private mutating func scanEscape(in start: Int) throws(TOMLError) {
        let scalar = try next()
        switch scalar {
        case "b", "t", "n", "f", "r", "\"", " ", "\t", "\\": break
        case "u": try scanDigits(4, in: start, "expected four hexadecimal digits after '\\u', but got ")
        case "U": try scanDigits(8, in: start, "expected eight hexadecimal digits after '\\U', but got ")
        default: throw error("invalid escape in string '\\\(scalar ?? "\u{0}")'")
        }
    }

    private mutating func scanDigits(_ count: Int, in start: Int, _ message: String) throws(TOMLError) {
        for _ in 0..<count {
            guard let digit = try next(), TOMLScanner.isHexadecimal(digit) else {
                throw error(message + "\(Self.quoted(scanner.text(from: start))) instead")
            }
        }
    }

    private static func withoutFirstLineEnd(_ text: String) -> String {
        let bytes = text.utf8
        if bytes.first == 0x0A { return String(Substring(bytes.dropFirst())) }
        if bytes.starts(with: [0x0D, 0x0A]) { return String(Substring(bytes.dropFirst(2))) }
        return text
    }

    /// The text without each backslash at a line's end, and without the blanks and line ends after it.
    private static func joinedLines(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var joined: [UInt8] = []
        var place = 0
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count else {
                joined.append(bytes[place])
                place += 1
                continue
            }
            let blanks = bytes[(place + 1)...].prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
            if blanks.contains(0x0A) {
                place = blanks.endIndex
            } else {
                // What it escapes goes along, so that it escapes nothing itself.
                joined += bytes[place...(place + 1)]
                place += 2
            }
        }
        return String(decoding: joined, as: UTF8.self)
    }

    /// The text with what its escapes stand for.
    func unescaped(_ text: String, line: Int) throws(TOMLError) -> String {
        guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
        var plain = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            guard scalar == "\\", let escape = scalars.popFirst() else {
                plain.append(scalar)
                continue
            }
            switch escape {
            case "b": plain.append("\u{8}")
            case "t": plain.append("\t")
            case "n": plain.append("\n")
            case "f": plain.append("\u{C}")
            case "r": plain.append("\r")
            case "u", "U":
                let count = escape == "u" ? 4 : 8
                let digits = String(scalars.prefix(count))
                scalars = scalars.dropFirst(count)
                guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
                    throw error("Escaped character '\\u\(digits)' is not valid UTF-8.", line: line)
                }
                plain.append(scalar)
            case " ", "\t": throw error("invalid escape: '\\\(escape)'", line: line)
            default: plain.append(escape)
            }
        }
        return String(plain)
    }
}
