import CVector

/// Reads the YAML that templates usually write, many times as fast as a parser of all YAML.
///
/// It knows blocks of mappings and sequences, plain and quoted scalars and flow collections on one line, literal texts, comments and several documents.
/// Whatever else stands in a text (anchors, tags, folded texts, scalars over several lines, mistakes) it leaves to libyaml: what it reads means what
/// it does to ``Composer``, or it throws ``Unusual``.
struct PlainReader<Builder: PlainBuilder & ~Copyable>: ~Copyable {
    private let source: PlainText
    /// The text, with line feeds behind its end.
    let text: UnsafePointer<UInt8>
    /// The size of the text without these line feeds.
    let count: Int
    /// How many collections may lie within each other.
    let maximumDepth: Int
    /// What makes something of the text.
    var builder: Builder
    /// Where the current line's content begins, or what is left of it; the text's end behind the last line.
    var position = 0
    /// The spaces before the current line's content; below those of any line behind the last one.
    var indentation = 0
    /// The current line, from 1.
    var line = 0

    init(_ source: consuming PlainText, maximumDepth: Int, builder: consuming Builder) {
        text = source.bytes
        count = source.count
        self.source = source
        self.maximumDepth = maximumDepth
        self.builder = builder
    }
}

extension PlainReader where Builder: ~Copyable {
    /// Gives the builder every document that is not empty.
    mutating func readDocuments() throws(Unusual) {
        try nextContent(from: 0)
        while !isAtEnd {
            if isDocumentStart {
                position += 3
                try endLine()
                if isAtEnd || isDocumentStart { continue }
            }
            let line = line
            let node = try block(depth: 0)
            guard isAtEnd || isDocumentStart else { throw Unusual() }
            builder.addDocument(node, line: line)
        }
    }

    // Lines.

    var isAtEnd: Bool { position >= count }

    /// Goes to the next line that has content, neither blank nor only a comment, from the beginning of a line on.
    mutating func nextContent(from start: Int) throws(Unusual) {
        var start = start
        while start < count {
            line &+= 1
            let place = endOfSpaces(from: start)
            let first = text[place]
            if first == 0x0A {
                start = place &+ 1
            } else if first == UInt8(ascii: "#") {
                start = endOfLine(from: place) &+ 1
            } else {
                position = place
                indentation = place &- start
                if indentation == 0, isUnusualAtLineStart(place) { throw Unusual() }
                return
            }
        }
        position = count
        indentation = -1
    }

    /// The first place from a place on where there is no space.
    @inline(__always)
    func endOfSpaces(from place: Int) -> Int {
        var place = place
        while true {
            let others = UnsafeRawPointer(text + place).loadUnaligned(as: UInt64.self) ^ 0x2020_2020_2020_2020
            if others != 0 { return place &+ UInt64(littleEndian: others).trailingZeroBitCount &>> 3 }
            place &+= 8
        }
    }

    /// Where the line ends on which a place is.
    @inline(__always)
    func endOfLine(from place: Int) -> Int {
        var place = place
        while true {
            let ends = vector_scan_byte(text + place, 0x0A)
            if ends != 0 { return place &+ ends.trailingZeroBitCount }
            place &+= 16
        }
    }

    /// `...` ends a document, and `%` begins a directive.
    private func isUnusualAtLineStart(_ place: Int) -> Bool {
        let first = text[place]
        guard first == UInt8(ascii: "%") || first == UInt8(ascii: ".") else { return false }
        return first == UInt8(ascii: "%") || text[place + 1] == first && text[place + 2] == first
    }

    /// Whether the current line begins with `---`.
    @inline(__always)
    var isDocumentStart: Bool { indentation == 0 && text[position] == UInt8(ascii: "-") && isMarker }

    /// Whether what begins with `-` here is `---`.
    private var isMarker: Bool {
        text[position + 1] == UInt8(ascii: "-") && text[position + 2] == UInt8(ascii: "-") && Self.isSpace(text[position + 3])
    }

    /// Goes on to the next line behind a value, after which there may be a comment.
    @inline(__always)
    mutating func endLine() throws(Unusual) {
        var end = position
        if text[end] != 0x0A {
            end = endOfSpaces(from: end)
            if text[end] != 0x0A {
                guard text[end] == UInt8(ascii: "#"), end > position else { throw Unusual() }
                end = endOfLine(from: end)
            }
        }
        try nextContent(from: end &+ 1)
    }

    /// A space, a tab or the end of a line.
    @inline(__always)
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

    @inline(__always)
    mutating func skipSpaces() {
        guard text[position] == 0x20 else { return }
        position &+= 1
        if text[position] == 0x20 { position = endOfSpaces(from: position) }
    }
}
