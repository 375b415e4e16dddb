/// What templates change in place, with `set`, `unset` and `merge`: nobody knows what it is then.
struct Changes: Sendable {
    /// Keys by the places of what they are changed in.
    private var keys: [String: Set<String>] = [:]
    /// Places of what is changed with all below it.
    private var whole: Set<String> = []
    /// Places of what an unknown value may be, or be a part of.
    private var released: Set<String> = []
    /// What is changed in unknown values.
    private var unknownKeys: Set<String> = []
    private var changesUnknown = false

    /// Everything may be changed.
    private(set) var isEverything = false

    /// Takes down that a key of a value gets another value.
    ///
    /// - Parameter key: The key; nil where it may be any, and also what lies below.
    mutating func note(_ key: String?, of shape: Shape) {
        switch shape {
        case .fresh, .constant, .computed, .list: break
        case .anyOf(let shapes): for shape in shapes { note(key, of: shape) }
        case .unknown:
            if let key { unknownKeys.insert(key) } else { changesUnknown = true }
        case .map(let map): note(key, owner: map.place, place: map.place)
        case .resource(let node), .field(let node): note(key, owner: Self.owner(of: node), place: Self.places(of: node)[0])
        }
    }

    private mutating func note(_ key: String?, owner: String, place: String) {
        if let key { keys[owner, default: []].insert(key) } else { whole.insert(place) }
    }

    /// Takes down that an unknown value may be this one, or have it.
    mutating func release(_ shape: Shape) {
        switch shape {
        case .unknown, .fresh, .constant, .computed: break
        case .resource(let node), .field(let node): released.insert(Self.places(of: node)[0])
        case .list(let shapes, _), .anyOf(let shapes): for shape in shapes { release(shape) }
        case .map(let map):
            released.insert(map.place)
            for shape in map.entries.values { release(shape) }
            if let rest = map.rest { release(rest) }
        }
    }

    /// Gives up: everything may be changed.
    mutating func noteEverything() { isEverything = true }

    /// Whether a key of a map may have another value than it was made with.
    func contain(_ key: String, of map: MadeMap) -> Bool { contain(key, owner: map.place, [map.place]) }

    /// Whether any key of a map may have another value than it was made with, or may have come to it.
    func touch(_ map: MadeMap) -> Bool {
        isEverything || keys[map.place] != nil || whole.contains(map.place)
            || released.contains(map.place) && (changesUnknown || !unknownKeys.isEmpty)
    }

    /// Whether a field may have another value than it has in the custom resource, or in the chart's values.
    func contain(_ key: String, of node: SchemaNode) -> Bool {
        if isEverything { return true }
        if keys.isEmpty, whole.isEmpty, unknownKeys.isEmpty, !changesUnknown { return false }
        return contain(key, owner: Self.owner(of: node), Self.places(of: node))
    }

    /// - Parameter places: Where it is, and what it is a part of.
    private func contain(_ key: String, owner: String, _ places: [String]) -> Bool {
        if isEverything || keys[owner]?.contains(key) == true || !whole.isDisjoint(with: places) { return true }
        return (changesUnknown || unknownKeys.contains(key)) && !released.isDisjoint(with: places)
    }

    /// Whether what is known of values is the same by others.
    func isSame(as other: Changes) -> Bool {
        keys == other.keys && whole == other.whole && unknownKeys == other.unknownKeys && changesUnknown == other.changesUnknown
            && isEverything == other.isEverything
            && (unknownKeys.isEmpty && !changesUnknown || released == other.released)
    }

    /// What keys of a field are changed by.
    private static func owner(of node: SchemaNode) -> String { node.owner == .definition ? places(of: node)[0] : "values" }

    /// A field's place, and those of all that it is a part of.
    ///
    /// The values of a chart are also those of the charts below it, by other paths, so that names alone count there.
    private static func places(of node: SchemaNode) -> [String] {
        let steps = node.path.split { $0 == "." || $0 == "[" }
        guard node.owner == .definition else { return steps.reversed().map { "values.\($0)" } + ["values"] }
        return (0...steps.count).reversed().map { "definition.\(steps.prefix($0).joined(separator: "."))" }
    }
}
