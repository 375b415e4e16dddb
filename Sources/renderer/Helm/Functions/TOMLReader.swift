import GoTemplate
import Sprig

/// Reads TOML 1.0 as Go's decoder does, with its values and error texts.
struct TOMLReader {
    var scanner: TOMLScanner
    var tree = TOMLTree()
    /// The last part of the key that is being read; empty between keys.
    var key = ""
    /// The line of the key or table name that was read last.
    var keyLine = 0
    /// How many arrays and inline tables what is being read lies in.
    var depth = 0

    /// How deep keys, arrays and inline tables may lie, so that a text of a size has work of that size only.
    static let maximumDepth = 100

    /// The map that a text is.
    ///
    /// - Throws: `TOMLError` with the line and the key.
    static func map(of text: [UInt8]) throws(TOMLError) -> GoMap {
        var text = text[...]
        if text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) { text = text.dropFirst(2) }
        if text.prefix(6).contains(0) {
            throw TOMLError(
                line: 1, lastKey: "", message: "files cannot contain NULL bytes; probably using UTF-16; TOML files must be UTF-8")
        }
        var reader = TOMLReader(scanner: TOMLScanner(Array(text)))
        while try reader.readTopLevel() {}
        return reader.tree.root.map
    }

    private init(scanner: TOMLScanner) { self.scanner = scanner }

    /// A comment, a table's name, or a key with its value; false at the end.
    private mutating func readTopLevel() throws(TOMLError) -> Bool {
        let mark = scanner.mark
        guard let scalar = try next() else { return false }
        if TOMLScanner.isBlank(scalar) || TOMLScanner.isLineEnd(scalar) { return true }
        switch scalar {
        case "#":
            try skipComment()
            return true
        case "[": try readTableName()
        default:
            scanner.back(to: mark)
            try readEntry()
        }
        return try readEndOfLine()
    }

    /// What may follow a table's name or a value: blanks and a comment, up to the line's end.
    private mutating func readEndOfLine() throws(TOMLError) -> Bool {
        while let scalar = try next() {
            if scalar == "#" {
                try skipComment()
                return true
            }
            if TOMLScanner.isLineEnd(scalar) { return true }
            guard TOMLScanner.isBlank(scalar) else {
                throw error(
                    "expected a top-level item to end with a newline, comment, or EOF, but got \(Self.quoted(scalar)) instead")
            }
        }
        return false
    }

    mutating func skipComment() throws(TOMLError) {
        try skip { !TOMLScanner.isLineEnd($0) }
    }

    // Tables

    private mutating func readTableName() throws(TOMLError) {
        let isArray = try accept("[")
        var name: [String] = []
        repeat {
            try skip(while: TOMLScanner.isBlank)
            switch try peek() {
            case "]", nil: throw error("unexpected end of table name (table names cannot be empty)")
            case ".": throw error("unexpected table separator (table names cannot be empty)")
            default: name.append(try readKeyPart(isFirst: name.isEmpty))
            }
            try checkDepth(name.count)
            try skip(while: TOMLScanner.isBlank)
        } while try isFollowedByDot()
        if isArray, case let scalar = try next(), scalar != "]" {
            throw error("expected end of table array name delimiter ']', but got \(Self.quoted(scalar)) instead")
        }
        try change { tree throws(TOMLTree.Clash) in try tree.enter(name, isArray: isArray) }
        tree.note("", isArray: false)
    }

    /// Whether a dot follows a part of a table's name, and not its end.
    private mutating func isFollowedByDot() throws(TOMLError) -> Bool {
        switch try next() {
        case ".": return true
        case "]": return false
        case let other: throw error("expected '.' or ']' to end table name, but got \(Self.quoted(other)) instead")
        }
    }

    // Keys

    /// A key of a table and its value.
    private mutating func readEntry() throws(TOMLError) {
        let outer = tree.context
        _ = try readKeyAndValue()
        tree.context = outer
        key = ""
    }

    /// A key of the table under way, and its value, which is set.
    mutating func readKeyAndValue() throws(TOMLError) {
        let parts = try readKey()
        try checkDepth(tree.context.count + parts.count)
        key = parts.last ?? ""
        for part in parts.dropLast() {
            let table = tree.context + [part]
            tree.imply(table)
            try change { tree throws(TOMLTree.Clash) in try tree.enter(table, isArray: false) }
        }
        let name = key
        let node = try readValue(isElement: false)
        try change { tree throws(TOMLTree.Clash) in try tree.set(name, node) }
        var isArray = false
        if case .array = node { isArray = true }
        tree.note(name, isArray: isArray)
    }

    /// The parts of a key, and the sign after them.
    private mutating func readKey() throws(TOMLError) -> [String] {
        try skip(while: TOMLScanner.isBlank)
        switch try peek() {
        case "=", nil: throw error("unexpected '=': key name appears blank")
        case ".": throw error("unexpected '.': keys cannot start with a '.'")
        default: break
        }
        var parts: [String] = []
        while true {
            try skip(while: TOMLScanner.isBlank)
            switch try peek() {
            case "=", nil: throw error("unexpected '='")
            case ".": throw error("unexpected '.'")
            default: parts.append(try readKeyPart(isFirst: parts.isEmpty))
            }
            try checkDepth(parts.count)
            try skip(while: TOMLScanner.isBlank)
            switch try next() {
            case nil: throw error("unexpected EOF; expected key separator '='")
            case "=": return parts
            case ".": continue
            case let other?: throw error("expected '.' or '=', but got \(Self.quoted(other)) instead")
            }
        }
    }

    /// One part of a key, in quotes or bare.
    private mutating func readKeyPart(isFirst: Bool) throws(TOMLError) -> String {
        let text: String
        let line: Int
        if try accept("\"") {
            let raw = try scanString()
            line = scanner.line
            if isFirst { keyLine = line }
            text = try unescaped(raw, line: line)
        } else if try accept("'") {
            text = try scanRawString()
            line = scanner.line
        } else {
            let start = scanner.place
            try skip(while: TOMLScanner.isBare)
            text = scanner.text(from: start)
            line = scanner.line
        }
        if isFirst { keyLine = line }
        return text
    }

    // Errors

    /// The whole key that is being read.
    var currentKey: String {
        if key.isEmpty { return TOMLTree.text(tree.context) }
        return tree.context.isEmpty ? key : "\(TOMLTree.text(tree.context)).\(key)"
    }

    /// An error at the place of the scanner, or on the line given.
    func error(_ message: String, line: Int? = nil) -> TOMLError {
        TOMLError(line: line ?? scanner.errorLine, lastKey: currentKey, message: message)
    }

    private mutating func change(_ body: (inout TOMLTree) throws(TOMLTree.Clash) -> Void) throws(TOMLError) {
        do throws(TOMLTree.Clash) { try body(&tree) } catch { throw self.error(error.message, line: keyLine) }
    }

    /// Makes an inline table the one that keys are set in.
    mutating func enter(_ table: [String], isArray: Bool) throws(TOMLError) {
        tree.imply(table)
        try change { tree throws(TOMLTree.Clash) in try tree.enter(table, isArray: isArray) }
    }

    func checkDepth(_ depth: Int) throws(TOMLError) {
        guard depth <= Self.maximumDepth else { throw error("keys, arrays or tables lie more than \(Self.maximumDepth) deep") }
    }

    /// A text as Go's `%q` writes it.
    static func quoted(_ text: String) -> String {
        var output: [UInt8] = []
        Array(text.utf8).withUnsafeBufferPointer { Quoting.appendQuoted($0, asciiOnly: false, to: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    /// A character as Go's `%q` writes it; the end is the character 0.
    static func quoted(_ scalar: Unicode.Scalar?) -> String {
        var output: [UInt8] = []
        Quoting.appendQuoted(scalar?.value ?? 0, asciiOnly: false, to: &output)
        return String(decoding: output, as: UTF8.self)
    }
}

/// The scanner's steps, with the key in their errors.
extension TOMLReader {
    private mutating func scan<Result>(
        _ step: (inout TOMLScanner) throws(TOMLScanner.Fault) -> Result
    ) throws(TOMLError) -> Result {
        do throws(TOMLScanner.Fault) { return try step(&scanner) } catch { throw self.error(error.message) }
    }

    mutating func next() throws(TOMLError) -> Unicode.Scalar? {
        try scan { scanner throws(TOMLScanner.Fault) in try scanner.next() }
    }

    mutating func peek() throws(TOMLError) -> Unicode.Scalar? {
        try scan { scanner throws(TOMLScanner.Fault) in try scanner.peek() }
    }

    mutating func accept(_ wanted: Unicode.Scalar) throws(TOMLError) -> Bool {
        try scan { scanner throws(TOMLScanner.Fault) in try scanner.accept(wanted) }
    }

    mutating func skip(while condition: (Unicode.Scalar) -> Bool) throws(TOMLError) {
        try scan { scanner throws(TOMLScanner.Fault) in try scanner.skip(while: condition) }
    }
}
