/// Walks down the objects that paths lead through, and checks everything on the way.
struct JSONFinder {
    private var scanner: JSONScanner
    private let tree: JSONPathsTree
    private let results: UnsafeMutablePointer<JSONSpan>
    private let limits: JSONLimits

    /// Finds where the values of all paths lie, and writes that to `results`, which has room for as many.
    /// - Parameters:
    ///   - limits: the bounds, if everything is checked on the way
    ///   - isUnique: whether no object repeats a key; of no account where everything is checked
    static func find(
        _ tree: JSONPathsTree, in text: UnsafeBufferPointer<UInt8>, limits: JSONLimits?, isUnique: Bool,
        into results: UnsafeMutablePointer<JSONSpan>
    ) throws(JSONFault) {
        guard let base = text.baseAddress else { throw JSONFault(.unexpectedEnd, 0) }
        if let limits {
            if let limit = limits.maximumBytes, text.count > limit { throw JSONFault(.tooLarge(limit: limit), max(limit, 0)) }
            var finder = JSONFinder(
                scanner: JSONScanner(base, count: text.count), tree: tree, results: results, limits: limits)
            try finder.find()
        } else {
            try TrustedFinder(base: base, end: base + text.count, tree: tree, isUnique: isUnique, results: results).find()
        }
        for (path, first) in tree.repetitions { results[path] = results[first] }
    }

    private mutating func find() throws(JSONFault) {
        scanner.skipSpace()
        try visit(0, depth: 0)
        scanner.skipSpace()
        guard scanner.isAtEnd else { throw scanner.fault(.trailingBytes) }
    }

    /// Moves over the value at the cursor, which `node` leads to.
    ///
    /// Goes no deeper than the paths do.
    private mutating func visit(_ node: Int, depth: Int) throws(JSONFault) {
        let start = scanner.offset
        if tree.nodes[node].firstChild == tree.nodes[node].endOfChildren || scanner.isAtEnd
            || scanner.cursor.pointee != UInt8(ascii: "{")
        {
            try skip(&scanner, depth: depth)
        } else {
            try visitMembers(of: node, depth: depth)
        }
        let path = tree.nodes[node].path
        if path >= 0 { results[path] = JSONSpan(start: start, end: scanner.offset) }
    }

    private mutating func visitMembers(of node: Int, depth: Int) throws(JSONFault) {
        guard depth < limits.depth else { throw scanner.fault(.tooDeep(limit: limits.depth)) }
        // A copy, which stays in registers.
        var scanner = scanner
        scanner.cursor += 1
        scanner.skipSpace()
        var expected = JSONError.Expectation.keyOrEnd
        if !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "}") {
            scanner.cursor += 1
            self.scanner = scanner
            return
        }
        while true {
            let child = try readKey(of: node, &scanner, expected)
            if child >= 0 {
                // A key that comes again hides what came before.
                for path in tree.nodes[child].firstThrough..<tree.nodes[child].endOfThrough {
                    results[tree.through[path]] = .none
                }
                self.scanner = scanner
                try visit(child, depth: depth &+ 1)
                scanner = self.scanner
            } else {
                try skip(&scanner, depth: depth &+ 1)
            }
            scanner.skipSpace()
            guard !scanner.isAtEnd else { throw scanner.fault(.unexpectedEnd) }
            let byte = scanner.cursor.pointee
            guard byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") else { throw scanner.unexpected(.commaOrBrace) }
            scanner.cursor += 1
            if byte == UInt8(ascii: "}") {
                self.scanner = scanner
                return
            }
            expected = .key
        }
    }

    /// Reads a key, its colon and the space around it, and gives the child of `node` that it is, or a number below zero.
    @inline(__always)
    private func readKey(
        of node: Int, _ scanner: inout JSONScanner, _ expected: JSONError.Expectation
    ) throws(JSONFault) -> Int {
        scanner.skipSpace()
        guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "\"") else { throw scanner.unexpected(expected) }
        let span = try scanner.skipCheckedString()
        scanner.skipSpace()
        guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: ":") else { throw scanner.unexpected(.colon) }
        scanner.cursor += 1
        scanner.skipSpace()
        return span.isEscaped ? try escapedChild(of: node, span, scanner) : child(of: node, span, scanner.end)
    }

    @inline(__always)
    private func child(of node: Int, _ span: JSONStringSpan, _ end: UnsafePointer<UInt8>) -> Int {
        let count = span.count
        for child in tree.nodes[node].firstChild..<tree.nodes[node].endOfChildren where tree.nodes[child].count == count {
            if count >= 8 {
                guard Words.load(span.start) == tree.nodes[child].head else { continue }
            }
            if Words.areEqual(tree.keys + tree.nodes[child].start, span.start, count: count) { return child }
        }
        return -1
    }

    @inline(never)
    private func escapedChild(of node: Int, _ span: JSONStringSpan, _ scanner: JSONScanner) throws(JSONFault) -> Int {
        let key = try scanner.decode(span)
        for child in tree.nodes[node].firstChild..<tree.nodes[node].endOfChildren {
            let bytes = UnsafeBufferPointer(start: tree.keys + tree.nodes[child].start, count: tree.nodes[child].count)
            if bytes.elementsEqual(key.utf8) { return child }
        }
        return -1
    }

    /// Moves over the value at the cursor.
    @inline(__always)
    private func skip(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) {
        var validator = JSONValidator(limit: limits.depth, within: depth)
        try validator.skipValue(&scanner)
    }
}
