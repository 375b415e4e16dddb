/// Cuts a template's text into tokens, one at a time as the parser asks for them.
///
/// The lexer is shared by the parsers of the templates that one text defines.
final class Lexer {
    private let source: [UInt8]
    private let leftDelimiter: [UInt8]
    private let rightDelimiter: [UInt8]

    /// Whether `break` and `continue` are keywords, and not functions that the user gave those names.
    private let hasBreak: Bool
    private let hasContinue: Bool

    /// The end of what is read: the text's, or 0 once there was an error.
    private var limit: Int
    private var position = 0
    private var start = 0
    private var line = 1
    private var startLine = 1
    private var parentheses = 0
    private var isInAction = false

    init(_ source: [UInt8], delimiters: TemplateDelimiters, hasBreak: Bool, hasContinue: Bool) {
        self.source = source
        leftDelimiter = Array(delimiters.left.utf8)
        rightDelimiter = Array(delimiters.right.utf8)
        self.hasBreak = hasBreak
        self.hasContinue = hasContinue
        limit = source.count
    }

    /// The next token; at the end of the text `end`, as often as asked.
    func next() -> Token {
        isInAction ? insideAction() : text()
    }

    // What is between actions.

    /// Reads up to the next action, without the space that a trim marker takes away.
    private func text() -> Token {
        while true {
            guard let delimiter = firstIndex(of: leftDelimiter) else {
                guard limit > start else { return token(.end) }
                position = limit
                line += newlines(in: start..<position)
                return token(.text)
            }
            if delimiter > position {
                var end = delimiter
                if hasTrimMarkerAfterDelimiter(delimiter + leftDelimiter.count) {
                    while end > start, Self.isSpace(source[end - 1]) { end -= 1 }
                }
                position = end
                line += newlines(in: start..<end)
                let run = token(.text)
                position = delimiter
                skip()
                if !run.text.isEmpty { return run }
            }
            if let opening = openAction() { return opening }
        }
    }

    /// Reads a left delimiter and gives it as a token, or a comment up to its end, and then nil.
    private func openAction() -> Token? {
        position += leftDelimiter.count
        let marker = hasTrimMarkerAfterDelimiter(position) ? 2 : 0
        if hasPrefix([UInt8(ascii: "/"), UInt8(ascii: "*")], at: position + marker) {
            position += marker
            skip()
            return comment()
        }
        let delimiter = token(.leftDelimiter)
        isInAction = true
        position += marker
        skip()
        parentheses = 0
        return delimiter
    }

    /// Skips a comment. Gives an error, or nil when text follows.
    private func comment() -> Token? {
        position += 2
        guard let end = firstIndex(of: [UInt8(ascii: "*"), UInt8(ascii: "/")]) else { return error("unclosed comment") }
        position = end + 2
        guard let isTrimmed = rightDelimiterTrims() else { return error("comment ends before closing delimiter") }
        closeDelimiter(isTrimmed: isTrimmed)
        return nil
    }

    /// Moves past a right delimiter and the space that its trim marker takes away.
    private func closeDelimiter(isTrimmed: Bool) {
        position += rightDelimiter.count + (isTrimmed ? 2 : 0)
        if isTrimmed {
            while position < limit, Self.isSpace(source[position]) { position += 1 }
        }
        skip()
    }

    // What is inside an action.

    private func insideAction() -> Token {
        if let isTrimmed = rightDelimiterTrims() {
            return parentheses == 0 ? rightDelimiterToken(isTrimmed: isTrimmed) : error("unclosed left paren")
        }
        guard let scalar = advance() else { return error("unclosed action") }
        switch scalar {
        case 0x20, 0x09, 0x0D, 0x0A: return space()
        case UInt32(ascii: "="): return token(.assign)
        case UInt32(ascii: ":"): return advance() == UInt32(ascii: "=") ? token(.declare) : error("expected :=")
        case UInt32(ascii: "|"): return token(.pipe)
        case UInt32(ascii: "\""): return quoted(by: "\"", .string, "unterminated quoted string")
        case UInt32(ascii: "'"): return quoted(by: "'", .characterConstant, "unterminated character constant")
        case UInt32(ascii: "`"): return rawString()
        case UInt32(ascii: "$"): return isAtTerminator() ? token(.variable) : fieldOrVariable(.variable)
        case UInt32(ascii: "."):
            // At the very end of the text, Go takes the point for the start of a number.
            guard position == limit || Self.isDigit(source[position]) else { return fieldOrVariable(.field) }
            return number()
        case UInt32(ascii: "+"), UInt32(ascii: "-"), UInt32(ascii: "0")...UInt32(ascii: "9"): return number()
        case UInt32(ascii: "("):
            parentheses += 1
            return token(.leftParenthesis)
        case UInt32(ascii: ")"):
            parentheses -= 1
            return parentheses < 0 ? error("unexpected right paren") : token(.rightParenthesis)
        default:
            if Self.isAlphanumeric(scalar) { return identifier() }
            if scalar < 0x7F, scalar > 0x20 { return token(.character) }
            return error("unrecognized character in action: \(Self.named(scalar))")
        }
    }

    private func rightDelimiterToken(isTrimmed: Bool) -> Token {
        if isTrimmed {
            position += 2
            skip()
        }
        position += rightDelimiter.count
        let delimiter = token(.rightDelimiter)
        if isTrimmed {
            while position < limit, Self.isSpace(source[position]) { position += 1 }
            skip()
        }
        isInAction = false
        return delimiter
    }

    /// Reads a run of space; its last byte may already belong to a right delimiter with a trim marker.
    private func space() -> Token {
        while position < limit, Self.isSpace(source[position]) { _ = advance() }
        if hasTrimMarkerBeforeDelimiter(at: position - 1) {
            position -= 1
            if source[position] == UInt8(ascii: "\n") { line -= 1 }
            if position == start { return rightDelimiterToken(isTrimmed: true) }
        }
        return token(.space)
    }

    /// Reads an identifier, a keyword or a boolean, of which the first character is read.
    private func identifier() -> Token {
        skipAlphanumerics()
        if let unexpected = characterThatDoesNotTerminate() { return unexpected }
        let word = String(decoding: source[start..<position], as: UTF8.self)
        switch Keyword(rawValue: word) {
        case .breakLoop? where !hasBreak, .continueLoop? where !hasContinue: return token(.identifier)
        case let keyword?: return token(.keyword(keyword))
        case nil: return token(word == "true" || word == "false" ? .boolean : .identifier)
        }
    }

    /// Reads what follows a `.` or a `$`.
    private func fieldOrVariable(_ kind: Token.Kind) -> Token {
        if isAtTerminator() { return token(kind == .variable ? .variable : .keyword(.dot)) }
        skipAlphanumerics()
        return characterThatDoesNotTerminate() ?? token(kind)
    }

    private func skipAlphanumerics() {
        while let (scalar, width) = peek(), Self.isAlphanumeric(scalar) { position += width }
    }

    private func characterThatDoesNotTerminate() -> Token? {
        if isAtTerminator() { return nil }
        guard let (scalar, _) = peek() else { return nil }
        return error("bad character \(Self.named(scalar))")
    }

    /// Whether what follows may follow an identifier.
    private func isAtTerminator() -> Bool {
        guard position < limit else { return true }
        switch source[position] {
        case 0x20, 0x09, 0x0D, 0x0A: return true
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "|"), UInt8(ascii: ":"): return true
        case UInt8(ascii: "("), UInt8(ascii: ")"): return true
        default: return hasPrefix(rightDelimiter, at: position)
        }
    }

    /// Reads a string or a character between quotes, in which a backslash keeps the next character.
    private func quoted(by quote: Unicode.Scalar, _ kind: Token.Kind, _ message: String) -> Token {
        while let scalar = advance(), scalar != 0x0A {
            if scalar == quote.value { return token(kind) }
            if scalar == 0x5C {
                guard let escaped = advance(), escaped != 0x0A else { break }
            }
        }
        return error(message)
    }

    private func rawString() -> Token {
        while let scalar = advance() {
            if scalar == UInt32(ascii: "`") { return token(.rawString) }
        }
        return error("unterminated raw quoted string")
    }

    // Numbers.

    private func number() -> Token {
        position = start
        guard scanNumber() else { return badNumber() }
        if position < limit, source[position] == UInt8(ascii: "+") || source[position] == UInt8(ascii: "-") {
            guard scanNumber(), source[position - 1] == UInt8(ascii: "i") else { return badNumber() }
            return token(.complex)
        }
        return token(.number)
    }

    private func badNumber() -> Token {
        error("bad number syntax: \(Quoting.quoted(source[start..<position]))")
    }

    /// Moves over what looks like a number. The parser finds out whether it is one.
    private func scanNumber() -> Bool {
        _ = accept("+-")
        var digits: StaticString = "0123456789_"
        var isDecimal = true
        var isHexadecimal = false
        if accept("0") {
            if accept("xX") {
                (digits, isDecimal, isHexadecimal) = ("0123456789abcdefABCDEF_", false, true)
            } else if accept("oO") {
                (digits, isDecimal) = ("01234567_", false)
            } else if accept("bB") {
                (digits, isDecimal) = ("01_", false)
            }
        }
        acceptAll(digits)
        if accept(".") { acceptAll(digits) }
        if isDecimal && accept("eE") || isHexadecimal && accept("pP") {
            _ = accept("+-")
            acceptAll("0123456789_")
        }
        _ = accept("i")
        if let (scalar, width) = peek(), Self.isAlphanumeric(scalar) {
            position += width
            return false
        }
        return true
    }

    private func accept(_ valid: StaticString) -> Bool {
        guard position < limit, valid.withUTF8Buffer({ $0.contains(source[position]) }) else { return false }
        position += 1
        return true
    }

    private func acceptAll(_ valid: StaticString) {
        while accept(valid) {}
    }

    // Moving through the text.

    private func token(_ kind: Token.Kind) -> Token {
        defer {
            start = position
            startLine = line
        }
        return Token(kind: kind, offset: start, text: source[start..<position], line: startLine)
    }

    /// Makes the token of an error, after which the text is at its end.
    private func error(_ message: String) -> Token {
        defer { (limit, position, start) = (0, 0, 0) }
        return Token(kind: .error, offset: start, text: Array(message.utf8)[...], line: startLine)
    }

    /// Leaves out what was moved over since the last token, except by `advance`, which counts lines itself.
    private func skip() {
        line += newlines(in: start..<position)
        start = position
        startLine = line
    }

    /// Reads a character and counts lines; nil at the end.
    private func advance() -> UInt32? {
        guard let (scalar, width) = peek() else { return nil }
        position += width
        if scalar == 0x0A { line += 1 }
        return scalar
    }

    private func peek() -> (scalar: UInt32, width: Int)? {
        guard position < limit else { return nil }
        let first = source[position]
        if first < 0x80 { return (UInt32(first), 1) }
        let character = source.withUnsafeBufferPointer { UTF8Decoding.character(in: $0, at: position) }
        return (character.scalar, character.width)
    }

    private func newlines(in range: Range<Int>) -> Int {
        source[range].count { $0 == UInt8(ascii: "\n") }
    }

    private func hasPrefix(_ prefix: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, offset + prefix.count <= limit else { return false }
        for (index, byte) in prefix.enumerated() where source[offset + index] != byte { return false }
        return true
    }

    private func firstIndex(of bytes: [UInt8]) -> Int? {
        var offset = position
        while let candidate = source[offset..<limit].firstIndex(of: bytes[0]) {
            if hasPrefix(bytes, at: candidate) { return candidate }
            offset = candidate + 1
        }
        return nil
    }

    /// Whether a trim marker and its space follow a left delimiter.
    private func hasTrimMarkerAfterDelimiter(_ offset: Int) -> Bool {
        offset + 1 < limit && source[offset] == UInt8(ascii: "-") && Self.isSpace(source[offset + 1])
    }

    /// Whether a right delimiter with a trim marker starts with the space at the offset.
    private func hasTrimMarkerBeforeDelimiter(at offset: Int) -> Bool {
        offset + 1 < limit && Self.isSpace(source[offset]) && source[offset + 1] == UInt8(ascii: "-")
            && hasPrefix(rightDelimiter, at: offset + 2)
    }

    /// Whether the right delimiter that follows trims; nil if none follows.
    private func rightDelimiterTrims() -> Bool? {
        if hasTrimMarkerBeforeDelimiter(at: position) { return true }
        return hasPrefix(rightDelimiter, at: position) ? false : nil
    }
}
