import GoTemplate

/// What a TOML text says so far: tables within tables, and which of them were written out or only implied.
///
/// The rules on what may be defined twice are those of Go's decoder, which goes by the keys' texts.
struct TOMLTree {
    /// A table under way.
    final class Table {
        var members: [String: Node] = [:]
    }

    /// What a key stands for.
    enum Node {
        case value(Value)
        case array([Node])
        case table(Table)
        /// The tables of `[[key]]`, or of an array of inline tables under way.
        case tables([Table])
    }

    /// A key that may not be defined.
    struct Clash: Error {
        let message: String
    }

    let root = Table()
    /// The table that keys are set in.
    var context: [String] = []
    private var implied: Set<String> = []
    private var arrays: Set<String> = []

    static func text(_ key: some Sequence<String>) -> String { key.map(TOMLWriter.keyText).joined(separator: ".") }

    /// Notes that a table is there because a key names something in it.
    mutating func imply(_ key: [String]) { implied.insert(Self.text(key)) }

    /// Notes whether a key of the table under way, or without one the table itself, is an array.
    mutating func note(_ key: String, isArray: Bool) {
        let isTable = key.isEmpty && !context.isEmpty
        let text = Self.text(isTable ? context : context + [key])
        if isArray { arrays.insert(text) } else { arrays.remove(text) }
    }

    /// Makes a table the one that keys are set in.
    ///
    /// - Parameters:
    ///   - key: Its key, with at least one part.
    ///   - isArray: Whether it is one more of an array of tables.
    mutating func enter(_ key: [String], isArray: Bool) throws(Clash) {
        guard let last = key.last else { return }
        var table = root
        var walked: [String] = []
        for part in key.dropLast() {
            walked.append(part)
            if table.members[part] == nil {
                imply(walked)
                table.members[part] = .table(Table())
            }
            switch table.members[part] {
            case .table(let next): table = next
            case .tables(let tables): table = tables.last ?? table
            default: throw Clash(message: "Key '\(Self.text(walked))' was already created as a hash.")
            }
        }
        context = walked
        if isArray {
            switch table.members[last] ?? .tables([]) {
            case .tables(let tables): table.members[last] = .tables(tables + [Table()])
            default: throw Clash(message: "Key '\(Self.text(key))' was already created and cannot be used as an array.")
            }
        } else {
            try set(last, .table(Table()))
        }
        context.append(last)
    }

    /// Sets a key of the table under way.
    mutating func set(_ key: String, _ node: Node) throws(Clash) {
        let table = try current()
        guard table.members[key] != nil else {
            table.members[key] = node
            return
        }
        let text = Self.text(context + [key])
        if arrays.contains(text) {
            implied.remove(text)
            table.members[key] = node
        } else if implied.remove(text) == nil {
            throw Clash(message: "Key '\(text)' has already been defined.")
        }
    }

    /// The table that keys are set in.
    func current() throws(Clash) -> Table {
        var table = root
        for (place, part) in context.enumerated() {
            switch table.members[part] {
            case .table(let next): table = next
            case .tables(let tables): table = tables.last ?? table
            default: throw Clash(message: "Key '\(Self.text(context.prefix(place + 1)))' has already been defined.")
            }
        }
        return table
    }
}

extension TOMLTree.Node {
    /// The value for templates.
    var goValue: Value {
        switch self {
        case .value(let value): value
        case .array(let nodes): .list(GoList(nodes.map(\.goValue)))
        case .table(let table): .map(table.map)
        case .tables(let tables): .list(GoList(tables.map { .map($0.map) }, type: .slice(.object)))
        }
    }
}

extension TOMLTree.Table {
    /// The table as Go's `map[string]interface {}`.
    var map: GoMap {
        GoMap(
            members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { (ByteString($0.key), $0.value.goValue) })
    }
}
