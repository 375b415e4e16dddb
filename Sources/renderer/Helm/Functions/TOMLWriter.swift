import GoTemplate
import Sprig

/// Writes a value as Go's TOML encoder (github.com/BurntSushi/toml) does: keys sorted, tables after the plain values.
struct TOMLWriter {
    private(set) var output: [UInt8] = []
    private let maximumDepth = 128

    /// The text of a value, which must be a map.
    static func text(of value: Value) throws(FunctionError) -> [UInt8] {
        var writer = TOMLWriter()
        switch value.underlying {
        case .map(let map): try writer.writeEntries(of: map, at: [])
        case .invalid, .null: throw FunctionError("toml: cannot encode nil")
        case .list(let list):
            if try Self.isTableArray(list) { throw FunctionError(Self.noKey) }
            throw FunctionError(Self.noKey)
        default: throw FunctionError(Self.noKey)
        }
        return writer.output
    }

    private static let noKey = "toml: top-level values must be Go maps or structs"
    private static let nilElement = "toml: cannot encode array with nil element"

    private mutating func write(_ text: String) { output.append(contentsOf: text.utf8) }

    private mutating func newline() { if !output.isEmpty { output.append(UInt8(ascii: "\n")) } }

    private mutating func indent(_ key: [String]) { write(String(repeating: "  ", count: max(0, key.count - 1))) }

    /// A map's entries: first those that are no tables.
    private mutating func writeEntries(of map: GoMap, at key: [String]) throws(FunctionError) {
        guard key.count < maximumDepth else { throw FunctionError("toml: maps lie more than \(maximumDepth) deep") }
        guard map.keyType.kind == .string else { throw FunctionError("toml: cannot encode a map with non-string key type") }
        var tables: [(name: String, value: Value)] = []
        for (name, value) in map.sortedEntries where !value.isNil {
            let name = HelmFunctions.text(name).description
            if try Self.isTable(value) {
                tables.append((name, value.underlying))
            } else {
                try writeEntry(name, value, at: key + [name])
                newline()
            }
        }
        for (name, value) in tables { try writeTable(value, at: key + [name]) }
    }

    private mutating func writeEntry(_ name: String, _ value: Value, at key: [String]) throws(FunctionError) {
        indent(key)
        write(Self.keyText(name))
        write(" = ")
        try writeElement(value, depth: key.count)
    }

    private mutating func writeTable(_ value: Value, at key: [String]) throws(FunctionError) {
        let name = key.map(Self.keyText).joined(separator: ".")
        switch value {
        case .list(let list):
            for element in list.elements {
                guard case .map(let map) = element.underlying, !map.isNil else { continue }
                newline()
                indent(key)
                write("[[\(name)]]")
                newline()
                try writeEntries(of: map, at: key)
            }
        case .map(let map):
            if key.count == 1 { newline() }
            indent(key)
            write("[\(name)]")
            newline()
            try writeEntries(of: map, at: key)
        default: break
        }
    }

    private mutating func writeElement(_ value: Value, depth: Int) throws(FunctionError) {
        guard depth < maximumDepth else { throw FunctionError("toml: values lie more than \(maximumDepth) deep") }
        switch value.underlying {
        case .bool(let truth): write("\(truth)")
        case .integer(let number, _): write("\(number)")
        case .unsigned(let number, _): write("\(number)")
        case .float(let number, let type): write(Self.text(of: number, isSingle: type == .float32))
        case .string(let text): output.append(contentsOf: Self.quoted(text))
        case .list(let list): try writeList(list, depth: depth)
        case .map(let map): try writeInline(map, depth: depth)
        default:
            if let time = Sprig.formatted(value, layout: TOMLDate.layout) { return write(time) }
            throw FunctionError("unexpected type: \(value.type?.description ?? "<nil>")")
        }
    }

    private mutating func writeList(_ list: GoList, depth: Int) throws(FunctionError) {
        write("[")
        for (place, element) in list.elements.enumerated() {
            if place > 0 { write(", ") }
            guard !element.isNil else { throw FunctionError(Self.nilElement) }
            try writeElement(element, depth: depth + 1)
        }
        write("]")
    }

    private mutating func writeInline(_ map: GoMap, depth: Int) throws(FunctionError) {
        guard map.keyType.kind == .string else { throw FunctionError("toml: cannot encode a map with non-string key type") }
        var plain: [(name: String, value: Value)] = []
        var tables: [(name: String, value: Value)] = []
        for (name, value) in map.sortedEntries where !value.isNil {
            let entry = (name: HelmFunctions.text(name).description, value: value)
            if try Self.isTable(value) { tables.append(entry) } else { plain.append(entry) }
        }
        write("{")
        for (place, entry) in (plain + tables).enumerated() {
            if place > 0 { write(", ") }
            write("\(Self.keyText(entry.name)) = ")
            try writeElement(entry.value, depth: depth + 1)
        }
        write("}")
    }

    private static func isTable(_ value: Value) throws(FunctionError) -> Bool {
        switch value.underlying {
        case .map: true
        case .list(let list): try isTableArray(list)
        default: false
        }
    }

    private static func isTableArray(_ list: GoList) throws(FunctionError) -> Bool {
        var areMaps = list.count > 0
        for element in list.elements {
            if element.isNil { throw FunctionError(nilElement) }
            if element.underlying.kind != .map { areMaps = false }
        }
        return areMaps
    }
}
