extension PlainReader where Builder: ~Copyable {
    /// The collection that begins at the current line's content.
    mutating func block(depth: Int) throws(Unusual) -> Builder.Node {
        isEntry(position) ? try sequence(at: indentation, depth: depth) : try mapping(at: indentation, depth: depth)
    }

    /// Whether the `-` of a sequence's entry stands at a place.
    @inline(__always)
    private func isEntry(_ place: Int) -> Bool { text[place] == UInt8(ascii: "-") && Self.isSpace(text[place + 1]) }

    /// A mapping whose keys stand in a column; the first one is at the current position.
    private mutating func mapping(at column: Int, depth: Int) throws(Unusual) -> Builder.Node {
        guard depth < maximumDepth else { throw Unusual() }
        var mapping = builder.beginMapping()
        repeat {
            let string = try key()
            guard let key = builder.key(string, of: &mapping) else { throw Unusual() }
            skipSpaces()
            let isBelow = Self.isBelow(text[position])
            let value = isBelow ? try valueBelow(column, isKey: true, depth: depth) : try valueOnLine(of: column, depth: depth)
            guard builder.add(value, for: key, to: &mapping), indentation <= column else { throw Unusual() }
        } while indentation == column && !isDocumentStart
        return builder.end(mapping)
    }

    /// The scalar or flow collection on the current line, behind the colon of a key or the `-` of an entry in a column.
    @inline(__always)
    private mutating func valueOnLine(of column: Int, depth: Int) throws(Unusual) -> Builder.Node {
        let node = try scalarOrFlow(depth: depth + 1)
        try endLine()
        // It would go on there, or be a mistake.
        guard indentation <= column else { throw Unusual() }
        return node
    }

    /// Whether a value that begins with a byte goes on, or stands altogether, below its key.
    @inline(__always)
    private static func isBelow(_ first: UInt8) -> Bool {
        first == 0x0A || first == UInt8(ascii: "#") || first == UInt8(ascii: "|")
    }

    /// What stands on the lines below a key, or the `-` of an entry, in a column.
    private mutating func valueBelow(_ column: Int, isKey: Bool, depth: Int) throws(Unusual) -> Builder.Node {
        if text[position] == UInt8(ascii: "|") { return try literal(below: column) }
        // A comment needs a space before it, and the colon has one.
        guard text[position] == 0x0A || text[position - 1] == 0x20 else { throw Unusual() }
        try nextContent(from: endOfLine(from: position) &+ 1)
        if isDocumentStart { return builder.null() }
        if indentation > column { return try block(depth: depth + 1) }
        // The entries of a sequence may stand in the column of their key.
        if indentation == column, isKey, isEntry(position) { return try sequence(at: column, depth: depth + 1) }
        return builder.null()
    }

    /// A sequence whose entries' `-` stand in a column.
    private mutating func sequence(at column: Int, depth: Int) throws(Unusual) -> Builder.Node {
        guard depth < maximumDepth else { throw Unusual() }
        var sequence = builder.beginSequence()
        while indentation == column, !isDocumentStart, isEntry(position) {
            position += 1
            let dash = position
            skipSpaces()
            if isEntry(position) { throw Unusual() }
            if startsMapping(at: position) {
                indentation = column + 1 + (position - dash)
                builder.add(try mapping(at: indentation, depth: depth + 1), to: &sequence)
            } else if Self.isBelow(text[position]) {
                builder.add(try valueBelow(column, isKey: false, depth: depth), to: &sequence)
            } else {
                builder.add(try valueOnLine(of: column, depth: depth), to: &sequence)
            }
        }
        // Deeper lines belong to nothing.
        guard indentation <= column else { throw Unusual() }
        return builder.end(sequence)
    }

    /// The text behind `|`, which stands on the lines that are indented further than a column.
    private mutating func literal(below column: Int) throws(Unusual) -> Builder.Node {
        let chomping = text[position + 1]
        var next = try endOfLiteralHeader()
        var content: [UInt8] = []
        var blanks = 0
        var indent: Int?
        var endsLine = true
        while next < count {
            let start = next
            let place = indent.map { endOfSpaces(from: start, atMost: $0) } ?? endOfSpaces(from: start)
            let end = endOfLine(from: place)
            if place == end {
                // How far blank lines before the first text count is libyaml's to say.
                if indent == nil && place > start || end == count { throw Unusual() }
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
                content.append(contentsOf: UnsafeBufferPointer(start: text + place, count: end - place))
                endsLine = end < count
                if endsLine { content.append(0x0A) }
            }
            next = end + 1
            line += 1
        }
        guard indent != nil else { throw Unusual() }
        switch chomping {
        case UInt8(ascii: "-"): if endsLine { content.removeLast() }
        case UInt8(ascii: "+"): for _ in 0..<blanks { content.append(0x0A) }
        default: break
        }
        try nextContent(from: next)
        guard indentation <= column else { throw Unusual() }
        let node = content.withUnsafeBufferPointer { builder.scalar(PlainString($0, .unclean), .string) }
        guard let node else { throw Unusual() }
        return node
    }

    /// Where the line begins behind `|`, what is to be done with line feeds at the end, and perhaps a comment.
    private func endOfLiteralHeader() throws(Unusual) -> Int {
        let isChomping = text[position + 1] == UInt8(ascii: "-") || text[position + 1] == UInt8(ascii: "+")
        let start = position + (isChomping ? 2 : 1)
        let end = endOfSpaces(from: start)
        guard text[end] == 0x0A || text[end] == UInt8(ascii: "#") && end > start else { throw Unusual() }
        return endOfLine(from: end) + 1
    }

    /// The first place from a place on where there is no space, or that is so many bytes away.
    private func endOfSpaces(from start: Int, atMost limit: Int) -> Int {
        var place = start
        while place - start < limit, text[place] == 0x20 { place += 1 }
        return place
    }
}
