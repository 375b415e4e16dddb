/// Walks down the objects that paths lead through and skips the rest.
struct JSONFinder {
    private var scanner: JSONScanner
    private let paths: JSONPaths
    /// The bounds, if everything is checked on the way.
    private let limits: JSONLimits?
    private var results: [Range<Int>?]

    init(_ scanner: JSONScanner, paths: JSONPaths, limits: JSONLimits?) {
        self.scanner = scanner
        self.paths = paths
        self.limits = limits
        results = [Range<Int>?](repeating: nil, count: paths.count)
    }

    /// Finds where the values of all paths lie.
    mutating func find() throws(JSONFault) -> [Range<Int>?] {
        if let limit = limits?.maximumBytes, scanner.end - scanner.base > limit {
            throw JSONFault(.tooLarge(limit: limit), max(limit, 0))
        }
        scanner.skipSpace()
        try visit(0, depth: 0)
        scanner.skipSpace()
        guard scanner.isAtEnd else { throw scanner.fault(.trailingBytes) }
        for (path, first) in paths.repetitions { results[path] = results[first] }
        return results
    }

    /// Moves over the value at the cursor, which `node` leads to.
    ///
    /// Goes no deeper than the paths do.
    private mutating func visit(_ node: Int, depth: Int) throws(JSONFault) {
        let start = scanner.offset
        if paths.nodes[node].children.isEmpty || scanner.isAtEnd || scanner.cursor.pointee != UInt8(ascii: "{") {
            try skip(depth: depth)
        } else {
            try visitMembers(of: node, depth: depth)
        }
        if let result = paths.nodes[node].result { results[result] = start..<scanner.offset }
    }

    private mutating func visitMembers(of node: Int, depth: Int) throws(JSONFault) {
        if let limit = limits?.depth, depth >= limit { throw scanner.fault(.tooDeep(limit: limit)) }
        scanner.cursor += 1
        scanner.skipSpace()
        if !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "}") {
            scanner.cursor += 1
            return
        }
        var expected = JSONError.Expectation.keyOrEnd
        while true {
            let child = try readKey(of: node, expected)
            if let child {
                // A key that comes again hides what came before.
                for result in paths.nodes[child].results { results[result] = nil }
                try visit(child, depth: depth &+ 1)
            } else {
                try skip(depth: depth &+ 1)
            }
            scanner.skipSpace()
            guard !scanner.isAtEnd else { throw scanner.fault(.unexpectedEnd) }
            let byte = scanner.cursor.pointee
            guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") else { throw scanner.unexpected(.commaOrBrace) }
            scanner.cursor += 1
            if byte == UInt8(ascii: "}") { return }
            expected = .key
        }
    }

    /// Reads a key, its colon and the space around it, and gives the child of `node` that it is.
    @inline(__always)
    private mutating func readKey(of node: Int, _ expected: JSONError.Expectation) throws(JSONFault) -> Int? {
        scanner.skipSpace()
        guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "\"") else { throw scanner.unexpected(expected) }
        let span = limits == nil ? try scanner.skipString() : try scanner.skipCheckedString()
        scanner.skipSpace()
        guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: ":") else { throw scanner.unexpected(.colon) }
        scanner.cursor += 1
        scanner.skipSpace()
        return span.isEscaped ? try escapedChild(of: node, span) : child(of: node, span)
    }

    @inline(__always)
    private func child(of node: Int, _ span: JSONStringSpan) -> Int? {
        for child in paths.nodes[node].children where paths.nodes[child].count == span.count {
            let start = paths.nodes[child].start
            let same = paths.keys.withUnsafeBufferPointer { keys in
                keys.baseAddress.map { Words.areEqual($0 + start, span.start, count: span.count) } ?? true
            }
            if same { return child }
        }
        return nil
    }

    @inline(never)
    private func escapedChild(of node: Int, _ span: JSONStringSpan) throws(JSONFault) -> Int? {
        let key = try scanner.decode(span)
        for child in paths.nodes[node].children {
            let start = paths.nodes[child].start
            if paths.keys[start..<(start + paths.nodes[child].count)].elementsEqual(key.utf8) { return child }
        }
        return nil
    }

    /// Moves over the value at the cursor.
    @inline(__always)
    private mutating func skip(depth: Int) throws(JSONFault) {
        guard let limits else { return try scanner.skipTrustedValue() }
        var validator = JSONValidator(maximumDepth: max(limits.depth - depth, 0))
        try validator.skipValue(&scanner)
    }

    /// The keys of an object's members and where their values lie.
    static func members(_ scanner: inout JSONScanner) throws(JSONFault) -> [(key: String, range: Range<Int>)] {
        var members: [(key: String, range: Range<Int>)] = []
        scanner.skipSpace()
        guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "{") else { throw scanner.unexpected(.object) }
        scanner.cursor += 1
        scanner.skipSpace()
        if !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "}") { return members }
        while true {
            scanner.skipSpace()
            guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "\"") else { throw scanner.unexpected(.key) }
            let key = try scanner.readString()
            scanner.skipSpace()
            guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: ":") else { throw scanner.unexpected(.colon) }
            scanner.cursor += 1
            members.append((key, try range(&scanner)))
            guard try goOn(&scanner, until: UInt8(ascii: "}"), .commaOrBrace) else { return members }
        }
    }

    /// Where an array's elements lie.
    static func elements(_ scanner: inout JSONScanner) throws(JSONFault) -> [Range<Int>] {
        var elements: [Range<Int>] = []
        scanner.skipSpace()
        guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "[") else { throw scanner.unexpected(.array) }
        scanner.cursor += 1
        scanner.skipSpace()
        if !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "]") { return elements }
        while true {
            elements.append(try range(&scanner))
            guard try goOn(&scanner, until: UInt8(ascii: "]"), .commaOrBracket) else { return elements }
        }
    }

    /// Moves over a value and the space around it, and says where the value lies.
    private static func range(_ scanner: inout JSONScanner) throws(JSONFault) -> Range<Int> {
        scanner.skipSpace()
        let start = scanner.offset
        try scanner.skipTrustedValue()
        let range = start..<scanner.offset
        scanner.skipSpace()
        return range
    }

    /// Moves over a comma, or says that the container ends here.
    private static func goOn(
        _ scanner: inout JSONScanner, until close: UInt8, _ expected: JSONError.Expectation
    ) throws(JSONFault) -> Bool {
        guard !scanner.isAtEnd else { throw scanner.fault(.unexpectedEnd) }
        guard scanner.cursor.pointee == UInt8(ascii: ",") || scanner.cursor.pointee == close else {
            throw scanner.unexpected(expected)
        }
        let goesOn = scanner.cursor.pointee == UInt8(ascii: ",")
        scanner.cursor += 1
        return goesOn
    }
}
