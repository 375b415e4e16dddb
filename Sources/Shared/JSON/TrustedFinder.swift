import CVector

/// Walks down the objects that paths lead through, and of everything else looks only for where it ends: right for every JSON
/// text, and within bounds for every other.
struct TrustedFinder {
    let base: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>
    let tree: JSONPathsTree
    /// Whether no object repeats a key, so that nothing is looked for behind what was found.
    let isUnique: Bool
    let results: UnsafeMutablePointer<JSONSpan>

    /// Finds where the values of all paths lie, and writes that to `results`.
    func find() throws(JSONFault) {
        var scanner = JSONScanner(base, count: end - base)
        scanner.skipSpace()
        let root = tree.nodes
        if isUnique, !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "{"), root.pointee.path < 0 {
            _ = try visitMembers(of: root, from: scanner.cursor + 1, endingEarly: true)
            return
        }
        try visit(root, &scanner)
        scanner.skipSpace()
        guard scanner.isAtEnd else { throw scanner.fault(.trailingBytes) }
    }

    /// Moves over the value at the cursor, which `node` leads to.
    ///
    /// Goes no deeper than the paths do.
    private func visit(_ node: UnsafePointer<JSONPaths.Node>, _ scanner: inout JSONScanner) throws(JSONFault) {
        let start = scanner.offset
        // A key that comes again hides what came before.
        for path in node.pointee.firstThrough..<node.pointee.endOfThrough { results[tree.through[path]] = .none }
        let isObject = !scanner.isAtEnd && scanner.cursor.pointee == UInt8(ascii: "{")
        if isObject, node.pointee.firstChild < node.pointee.endOfChildren {
            scanner.cursor = try visitMembers(of: node, from: scanner.cursor + 1)
        } else {
            try scanner.skipTrustedValue()
        }
        if node.pointee.path >= 0 { results[node.pointee.path] = JSONSpan(start: start, end: scanner.offset) }
    }

    /// Moves over the members of an object, from after its brace on, and gives the place after its end.
    ///
    /// - Parameter endingEarly: Whether to stop, wherever that is, as soon as each child of the node has come.
    private func visitMembers(
        of node: UnsafePointer<JSONPaths.Node>, from start: UnsafePointer<UInt8>, endingEarly: Bool = false
    ) throws(JSONFault) -> UnsafePointer<UInt8> {
        var missing = endingEarly ? node.pointee.endOfChildren - node.pointee.firstChild : -1
        var scanner = JSONScanner(base, count: end - base)
        scanner.cursor = start
        scanner.skipSpace()
        if !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "}") { return scanner.cursor + 1 }
        var expected = JSONError.Expectation.keyOrEnd
        while true {
            guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "\"") else { throw scanner.unexpected(expected) }
            let key = scanner.cursor + 1
            let isEscaped = try scanner.skipTrustedKey()
            let count = scanner.cursor - key &- 1
            if scanner.isAtEnd || scanner.cursor.pointee != UInt8(ascii: ":") {
                scanner.skipSpace()
                guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: ":") else { throw scanner.unexpected(.colon) }
            }
            scanner.cursor += 1
            scanner.skipSpace()
            let child = isEscaped ? try escapedChild(of: node, key, count) : child(of: node, key, count)
            let value = scanner.cursor
            if let child, child.pointee.firstChild < child.pointee.endOfChildren {
                try visit(child, &scanner)
            } else {
                if !scanner.isAtEnd, value.pointee == UInt8(ascii: "\"") {
                    try scanner.skipTrustedString()
                } else {
                    try scanner.skipTrustedValue()
                }
                if let child { results[child.pointee.path] = JSONSpan(start: value - base, end: scanner.offset) }
            }
            if child != nil {
                missing &-= 1
                if missing == 0 { return scanner.cursor }
            }
            scanner.skipSpace()
            guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: ",") else {
                guard !scanner.isAtEnd, scanner.cursor.pointee == UInt8(ascii: "}") else {
                    throw scanner.unexpected(.commaOrBrace)
                }
                return scanner.cursor + 1
            }
            scanner.cursor += 1
            scanner.skipSpace()
            expected = .key
        }
    }

    /// The child of `node` that a key is.
    @inline(__always)
    private func child(
        of node: UnsafePointer<JSONPaths.Node>, _ key: UnsafePointer<UInt8>, _ count: Int
    ) -> UnsafePointer<JSONPaths.Node>? {
        guard node.pointee.childLengths &>> UInt64(truncatingIfNeeded: count) & 1 == 1 else { return nil }
        return child(of: node, UnsafeBufferPointer(start: key, count: count))
    }

    @inline(never)
    private func child(
        of node: UnsafePointer<JSONPaths.Node>, _ key: UnsafeBufferPointer<UInt8>
    ) -> UnsafePointer<JSONPaths.Node>? {
        guard let start = key.baseAddress else { return nil }
        for child in node.pointee.firstChild..<node.pointee.endOfChildren where tree.nodes[child].count == key.count {
            if Words.areEqual(tree.keys + tree.nodes[child].start, start, count: key.count) { return tree.nodes + child }
        }
        return nil
    }

    @inline(never)
    private func escapedChild(
        of node: UnsafePointer<JSONPaths.Node>, _ start: UnsafePointer<UInt8>, _ count: Int
    ) throws(JSONFault) -> UnsafePointer<JSONPaths.Node>? {
        var scanner = JSONScanner(base, count: end - base)
        scanner.cursor = start - 1
        var key = try scanner.readString()
        return key.withUTF8 { child(of: node, $0) }
    }
}
