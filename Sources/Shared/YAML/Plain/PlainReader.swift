import JSON

/// Reads the YAML that templates usually write, many times as fast as a parser of all YAML.
///
/// It knows blocks of mappings and sequences, plain and quoted scalars and flow collections on one line, literal texts, comments and several documents.
/// Whatever else stands in a text (anchors, tags, folded texts, scalars over several lines, mistakes) it leaves to libyaml: it gives either what
/// ``Composer`` would, or nothing.
struct PlainReader {
    /// Thrown for what is left to libyaml.
    struct Unusual: Error {}

    let text: UnsafeBufferPointer<UInt8>
    /// How many collections may lie within each other.
    let maximumDepth: Int
    /// Where the current line's content begins, or what is left of it; the text's end behind the last line.
    var position = 0
    /// The spaces before the current line's content.
    var indentation = 0
    /// The current line, from 1.
    private var line = 0
    /// Where the next line begins.
    private var nextLine = 0

    private init(_ text: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.text = text
        self.maximumDepth = maximumDepth
    }

    /// The documents that are not empty, with the lines on which they begin; nil if the text is to be read by libyaml.
    static func documents(_ text: UnsafeBufferPointer<UInt8>, maximumDepth: Int) -> [YAMLDocument]? {
        guard PlainText.isPlain(text) else { return nil }
        var reader = PlainReader(text, maximumDepth: maximumDepth)
        return try? reader.documents()
    }

    private mutating func documents() throws(Unusual) -> [YAMLDocument] {
        var documents: [YAMLDocument] = []
        try nextContent()
        while !isAtEnd {
            if isDocumentStart {
                try skipDocumentStart()
                if isAtEnd || isDocumentStart { continue }
            }
            let line = line
            let value = try block(depth: 0)
            guard isAtEnd || isDocumentStart else { throw Unusual() }
            if !value.isNull { documents.append(YAMLDocument(value: value, line: line, locations: nil)) }
        }
        return documents
    }

    // Lines.

    var isAtEnd: Bool { position >= text.count }

    /// The byte at a place; a line feed behind the end.
    @inline(__always)
    func byte(at place: Int) -> UInt8 { place < text.count ? text[place] : 0x0A }

    /// Goes to the next line that has content: neither blank nor only a comment.
    mutating func nextContent() throws(Unusual) {
        while nextLine < text.count {
            let start = nextLine
            var place = start
            while byte(at: place) == 0x20 { place += 1 }
            let end = endOfLine(from: place)
            nextLine = end + 1
            line += 1
            if place == end || text[place] == UInt8(ascii: "#") { continue }
            position = place
            indentation = place - start
            if indentation == 0, isUnusualAtLineStart(place) { throw Unusual() }
            return
        }
        position = text.count
        indentation = -1
    }

    @inline(__always)
    func endOfLine(from place: Int) -> Int {
        var place = place
        while place < text.count, text[place] != 0x0A { place += 1 }
        return place
    }

    /// `...` ends a document, and `%` begins a directive.
    private func isUnusualAtLineStart(_ place: Int) -> Bool {
        text[place] == UInt8(ascii: "%")
            || text[place] == UInt8(ascii: ".") && byte(at: place + 1) == UInt8(ascii: ".")
                && byte(at: place + 2) == UInt8(ascii: ".")
    }

    /// Whether the current line begins with `---`.
    private var isDocumentStart: Bool {
        indentation == 0 && byte(at: position) == UInt8(ascii: "-") && byte(at: position + 1) == UInt8(ascii: "-")
            && byte(at: position + 2) == UInt8(ascii: "-") && Self.isSpace(byte(at: position + 3))
    }

    private mutating func skipDocumentStart() throws(Unusual) {
        position += 3
        try endLine()
    }

    /// Goes on to the next line behind a value, after which there may be a comment.
    mutating func endLine() throws(Unusual) {
        var place = position
        while byte(at: place) == 0x20 { place += 1 }
        let next = byte(at: place)
        guard next == 0x0A || next == UInt8(ascii: "#") && place > position else { throw Unusual() }
        try nextContent()
    }

    /// A space, a tab or the end of a line.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

    // Blocks.

    /// The collection that begins at the current line's content.
    private mutating func block(depth: Int) throws(Unusual) -> JSONValue {
        guard depth < maximumDepth else { throw Unusual() }
        return isEntry(position) ? try sequence(at: indentation, depth: depth) : try mapping(at: indentation, depth: depth)
    }

    /// Whether the `-` of a sequence's entry stands at a place.
    @inline(__always)
    private func isEntry(_ place: Int) -> Bool { byte(at: place) == UInt8(ascii: "-") && Self.isSpace(byte(at: place + 1)) }

    /// A mapping whose keys stand in a column; the first one is at the current position.
    private mutating func mapping(at column: Int, depth: Int) throws(Unusual) -> JSONValue {
        guard depth < maximumDepth else { throw Unusual() }
        var object = JSONObject()
        object.reserveCapacity(4)
        repeat {
            let key = try key()
            let value = try value(of: column, isKey: true, depth: depth)
            guard object.append(key, value), indentation <= column else { throw Unusual() }
        } while indentation == column && !isAtEnd && !isDocumentStart
        return .object(object)
    }

    /// What stands behind the colon of a key, or the `-` of an entry, in a column.
    private mutating func value(of column: Int, isKey: Bool, depth: Int) throws(Unusual) -> JSONValue {
        skipSpaces()
        switch byte(at: position) {
        case 0x0A, UInt8(ascii: "#"):
            // A comment needs a space before it, and the colon has one.
            guard byte(at: position) == 0x0A || byte(at: position - 1) == 0x20 else { throw Unusual() }
            try nextContent()
            if isAtEnd || isDocumentStart { return .null }
            if indentation > column { return try block(depth: depth + 1) }
            // The entries of a sequence may stand in the column of their key.
            if indentation == column, isKey, isEntry(position) { return try sequence(at: column, depth: depth + 1) }
            return .null
        case UInt8(ascii: "|"):
            return .string(try literal(below: column))
        default:
            let value = try scalarOrFlow(depth: depth + 1)
            try endLine()
            // It would go on there, or be a mistake.
            guard indentation <= column else { throw Unusual() }
            return value
        }
    }

    /// A sequence whose entries' `-` stand in a column.
    private mutating func sequence(at column: Int, depth: Int) throws(Unusual) -> JSONValue {
        guard depth < maximumDepth else { throw Unusual() }
        var elements: [JSONValue] = []
        while indentation == column, !isAtEnd, !isDocumentStart, isEntry(position) {
            position += 1
            let dash = position
            skipSpaces()
            if isEntry(position) { throw Unusual() }
            if startsMapping(at: position) {
                indentation = column + 1 + (position - dash)
                elements.append(try mapping(at: indentation, depth: depth + 1))
            } else {
                elements.append(try value(of: column, isKey: false, depth: depth))
            }
        }
        // Deeper lines belong to nothing.
        guard indentation <= column else { throw Unusual() }
        return .array(elements)
    }

    mutating func skipSpaces() {
        while byte(at: position) == 0x20 { position += 1 }
    }

    /// The text behind `|`, which stands on the lines that are indented further than a column.
    private mutating func literal(below column: Int) throws(Unusual) -> String {
        position += 1
        let chomping = byte(at: position)
        if chomping == UInt8(ascii: "-") || chomping == UInt8(ascii: "+") { position += 1 }
        var place = position
        while byte(at: place) == 0x20 { place += 1 }
        guard byte(at: place) == 0x0A || byte(at: place) == UInt8(ascii: "#") && place > position else { throw Unusual() }
        var content: [UInt8] = []
        var blanks = 0
        var indent: Int?
        var endsLine = true
        while nextLine < text.count {
            let start = nextLine
            var place = start
            while byte(at: place) == 0x20, indent.map({ place - start < $0 }) ?? true { place += 1 }
            let end = endOfLine(from: place)
            if place == end {
                // How far blank lines before the first text count is libyaml's to say.
                if indent == nil && place > start || end == text.count { throw Unusual() }
                blanks += 1
            } else {
                let wanted = indent ?? (place - start)
                if indent == nil {
                    guard wanted > column, text[place] != 0x09 else { break }
                    indent = wanted
                } else if place - start < wanted {
                    if text[place] == 0x09 { throw Unusual() }
                    break
                }
                for _ in 0..<blanks { content.append(0x0A) }
                blanks = 0
                content.append(contentsOf: text[place..<end])
                endsLine = end < text.count
                if endsLine { content.append(0x0A) }
            }
            nextLine = end + 1
            line += 1
        }
        guard indent != nil else { throw Unusual() }
        switch chomping {
        case UInt8(ascii: "-"): if endsLine { content.removeLast() }
        case UInt8(ascii: "+"): for _ in 0..<blanks { content.append(0x0A) }
        default: break
        }
        try nextContent()
        guard indentation <= column else { throw Unusual() }
        return String(decoding: content, as: UTF8.self)
    }
}
