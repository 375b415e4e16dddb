import GoTemplate

/// Values: arrays, inline tables, and what begins a plain one.
extension TOMLReader {
    /// A value after blanks.
    ///
    /// - Parameter isElement: Whether it is directly in an array.
    mutating func readValue(isElement: Bool) throws(TOMLError) -> TOMLTree.Node {
        try skip(while: TOMLScanner.isBlank)
        let mark = scanner.mark
        guard let scalar = try next() else { throw error("unexpected EOF; expected value") }
        switch scalar {
        case "0"..."9":
            scanner.back(to: mark)
            return .value(try readNumberOrDate())
        case "[": return try nested { reader throws(TOMLError) in try reader.readArray() }
        case "{": return try nested { reader throws(TOMLError) in try reader.readInlineTable(isElement: isElement) }
        case "\"": return .value(try readString())
        case "'": return .value(try readRawString())
        case ".": throw error("floats must start with a digit, not '.'")
        case "-", "+": return .value(try readSignedNumber(from: mark.place))
        case "i", "n":
            if let word = try readSpecialFloat(from: mark) { return .value(try float(word, line: scanner.line)) }
            return try readWord()
        default:
            guard scalar.properties.generalCategory.isLetter else {
                throw error("expected value but found \(Self.quoted(scalar)) instead")
            }
            scanner.back(to: mark)
            return try readWord()
        }
    }

    private mutating func nested(
        _ body: (inout TOMLReader) throws(TOMLError) -> TOMLTree.Node
    ) throws(TOMLError) -> TOMLTree.Node {
        depth += 1
        try checkDepth(depth)
        let node = try body(&self)
        depth -= 1
        return node
    }

    /// `inf` and `nan`; else nil, with the scanner one character before where that was seen.
    private mutating func readSpecialFloat(from start: TOMLScanner.Mark) throws(TOMLError) -> String? {
        var passed = [start, scanner.mark]
        for pair: (Unicode.Scalar, Unicode.Scalar) in [("n", "f"), ("a", "n")] {
            guard try accept(pair.0) else { continue }
            passed.append(scanner.mark)
            if try accept(pair.1) { return scanner.text(from: start.place) }
        }
        scanner.back(to: passed[passed.count - 2])
        return nil
    }

    /// `true` or `false`.
    private mutating func readWord() throws(TOMLError) -> TOMLTree.Node {
        let start = scanner.place
        try skip { $0.properties.generalCategory.isLetter }
        let word = scanner.text(from: start)
        guard word == "true" || word == "false" else { throw error("expected value but found \(Self.quoted(word)) instead") }
        return .value(.bool(word == "true"))
    }

    // Arrays

    private mutating func readArray() throws(TOMLError) -> TOMLTree.Node {
        tree.note(key, isArray: true)
        var elements: [TOMLTree.Node] = []
        while true {
            try skipBlanksAndComments()
            let mark = scanner.mark
            switch try next() {
            case ",": throw error("unexpected comma")
            case "]": return .array(elements)
            default: break
            }
            scanner.back(to: mark)
            elements.append(try readValue(isElement: true))
            try skipBlanksAndComments()
            switch try next() {
            case ",": continue
            case "]": return .array(elements)
            case let other:
                throw error("expected a comma (',') or array terminator (']'), but got \(Self.shown(other))")
            }
        }
    }

    private mutating func skipBlanksAndComments() throws(TOMLError) {
        while true {
            try skip { TOMLScanner.isBlank($0) || TOMLScanner.isLineEnd($0) }
            guard try accept("#") else { return }
            try skipComment()
        }
    }

    private static func shown(_ scalar: Unicode.Scalar?) -> String { scalar.map { "'\($0)'" } ?? "end of file" }

    // Inline tables

    private mutating func readInlineTable(isElement: Bool) throws(TOMLError) -> TOMLTree.Node {
        let (outer, outerKey) = (tree.context, key)
        let context = tree.context + [key]
        try checkDepth(context.count)
        key = ""
        tree.context = context
        try enter(context, isArray: isElement)
        // Where something else stands in its place, the first key that is set says so.
        let table = (try? tree.current()) ?? TOMLTree.Table()
        while try isFollowedByKey() {
            try readKeyAndValue()
            tree.context = context
            if try !isFollowedByComma() { break }
        }
        tree.context = outer
        key = outerKey
        return .table(table)
    }

    /// Whether a key follows, and not the table's end, which is passed over.
    private mutating func isFollowedByKey() throws(TOMLError) -> Bool {
        while true {
            let mark = scanner.mark
            guard let scalar = try next() else {
                scanner.back(to: mark)
                return true
            }
            if TOMLScanner.isBlank(scalar) { continue }
            if TOMLScanner.isLineEnd(scalar) { throw error("newlines not allowed within inline tables", line: scanner.line - 1) }
            switch scalar {
            case "#": try skipComment()
            case ",": throw error("unexpected comma")
            case "}": return false
            default:
                scanner.back(to: mark)
                return true
            }
        }
    }

    /// Whether a comma and another key follow, and not the table's end.
    private mutating func isFollowedByComma() throws(TOMLError) -> Bool {
        while true {
            guard let scalar = try next() else {
                throw error("expected a comma or an inline table terminator '}', but got end of file instead")
            }
            if TOMLScanner.isBlank(scalar) { continue }
            if TOMLScanner.isLineEnd(scalar) { throw error("newlines not allowed within inline tables", line: scanner.line - 1) }
            switch scalar {
            case "#": try skipComment()
            case ",":
                try skip(while: TOMLScanner.isBlank)
                if try peek() == "}" { throw error("trailing comma not allowed in inline tables") }
                return true
            case "}": return false
            default:
                throw error("expected a comma or an inline table terminator '}', but got \(Self.shown(scalar)) instead")
            }
        }
    }
}

extension Unicode.GeneralCategory {
    /// Whether Go's `unicode.IsLetter` holds.
    fileprivate var isLetter: Bool {
        switch self {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
        default: false
        }
    }
}
