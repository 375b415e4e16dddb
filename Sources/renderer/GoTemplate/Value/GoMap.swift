public import JSON

/// A Go map: a reference, as in Go, so that a change through one name is seen through the others.
///
/// Keys are kept in no particular order and told in Go's printing order: strings by their bytes, numbers by size.
//
// A map stays in one task, and no access to it runs while another does: what changes goes without the checks for that.
public final class GoMap {
    /// How many entries are searched one after the other, without an index.
    private static let linearCount = 12

    /// What it is: `map[string]interface {}`, `map[string]string`, `map[int]string`.
    public let type: GoType

    /// Whether it is a nil map, which has no entries and takes none.
    public let isNil: Bool

    /// Whether the values are declared as `interface {}`.
    let holdsInterfaces: Bool

    /// Whether a field's name can be a key.
    let takesNames: Bool

    private let numbers: NumberReading

    /// The object that the map was made of.
    private let json: JSONObject

    /// Whether the entries are still those of `json`.
    @exclusivity(unchecked)
    private var isJSON: Bool

    /// The maps and lists that stand for members of `json`, by their place, as far as they were asked for.
    @exclusivity(unchecked)
    private var nested: [Value?] = []

    @exclusivity(unchecked)
    private var entries: [(key: Value, value: Value)] = []

    /// The places of the entries, if they are many.
    @exclusivity(unchecked)
    private var positions: [MapKey: Int] = [:]
    @exclusivity(unchecked)
    private var sorted: [(key: Value, value: Value)]?

    private init(type: GoType, isNil: Bool, json: JSONObject?, numbers: NumberReading) {
        self.type = type
        self.isNil = isNil
        self.json = json ?? JSONObject()
        isJSON = json != nil
        self.numbers = numbers
        holdsInterfaces = type.element == .any
        takesNames = type.key == .string || type.key == .any
    }

    /// An empty map.
    public convenience init(type: GoType = .object) {
        self.init(type: type, isNil: false, json: nil, numbers: .integers)
    }

    /// A nil map.
    public convenience init(nil type: GoType) {
        self.init(type: type, isNil: true, json: nil, numbers: .integers)
    }

    /// A map of strings to values.
    public convenience init(_ pairs: [(ByteString, Value)], type: GoType = .object) {
        self.init(type: type)
        for (key, value) in pairs { set(value, for: .string(key)) }
    }

    /// A `map[string]interface {}` of the members of a JSON object.
    public convenience init(_ object: JSONObject, numbers: NumberReading = .integers) {
        self.init(type: .object, isNil: false, json: object, numbers: numbers)
    }

    deinit {
        // What nobody has changed is no deeper than the JSON that it was made of.
        guard !isJSON else { return }
        var release = NestedRelease()
        giveUpEntries(to: &release)
        release.finish()
    }

    /// Gives the lists and maps among the values to one who gives them back.
    func giveUpEntries(to release: inout NestedRelease) {
        sorted = nil
        for entry in entries { release.take(entry.value) }
        entries = []
        for case let value? in nested { release.take(value) }
        nested = []
    }

    /// The number of entries.
    public var count: Int { isJSON ? json.count : entries.count }

    /// The declared type of the keys.
    public var keyType: GoType { type.key ?? .string }

    /// The declared type of the values.
    public var elementType: GoType { type.element ?? .any }

    /// The value of a string key, or nil if there is none.
    public func value(for key: String) -> Value? {
        guard isJSON else { return value(for: .string(ByteString(key))) }
        guard let position = json.index(ofKey: key) else { return nil }
        return member(at: position)
    }

    /// The value of a string key, or nil if there is none.
    public func value(for key: ByteString) -> Value? {
        if isJSON, case .text(let text) = key.storage { return value(for: text) }
        return value(for: .string(key))
    }

    /// The value of a key, or nil if there is none.
    public func value(for key: Value) -> Value? {
        if isJSON {
            // A JSON key is always UTF-8.
            guard case .string(let key) = key, let text = key.validText, let position = json.index(ofKey: text) else {
                return nil
            }
            return member(at: position)
        }
        guard let position = position(of: key) else { return nil }
        return entries[position].value
    }

    /// Sets the value of a key in place. A key that Go could not hash, such as a list, is not set, and false is returned.
    @discardableResult
    public func set(_ value: Value, for key: Value) -> Bool {
        guard !isNil, let mapKey = MapKey(key) else { return false }
        detach()
        sorted = nil
        if let position = position(of: key) {
            entries[position].value = value
            return true
        }
        entries.append((key, value))
        if entries.count == Self.linearCount + 1 {
            reindex()
        } else if entries.count > Self.linearCount {
            positions[mapKey] = entries.count - 1
        }
        return true
    }

    /// Takes a key and its value away in place.
    public func remove(_ key: Value) {
        detach()
        guard let position = position(of: key) else { return }
        sorted = nil
        entries.remove(at: position)
        reindex()
    }

    /// The keys and values in Go's printing order.
    public var sortedEntries: [(key: Value, value: Value)] {
        if let sorted { return sorted }
        let all = allEntries.sorted { MapKey.precedes($0.key, $1.key) }
        sorted = all
        return all
    }

    private var allEntries: [(key: Value, value: Value)] {
        guard isJSON else { return entries }
        return json.indices.map { position in (.string(ByteString(json[position].key)), member(at: position)) }
    }

    /// Makes entries of the members of the object that the map was made of.
    private func detach() {
        guard isJSON else { return }
        entries = allEntries
        isJSON = false
        nested = []
        sorted = nil
        reindex()
    }

    private func reindex() {
        positions = [:]
        guard entries.count > Self.linearCount else { return }
        for (position, entry) in entries.enumerated() {
            if let key = MapKey(entry.key) { positions[key] = position }
        }
    }

    /// The value of a member; for an object or array the same map or list each time.
    private func member(at position: Int) -> Value {
        if !nested.isEmpty, let known = nested[position] { return known }
        let member = json.value(at: position)
        let value = Value(member, numbers: numbers)
        switch member {
        case .object, .array:
            if nested.isEmpty { nested = Array(repeating: nil, count: json.count) }
            nested[position] = value
        default: break
        }
        return value
    }

    private func position(of key: Value) -> Int? {
        if entries.count > Self.linearCount {
            guard let key = MapKey(key) else { return nil }
            return positions[key]
        }
        if case .string(let text) = key {
            return entries.firstIndex { entry in
                if case .string(let other) = entry.key { other == text } else { false }
            }
        }
        guard let key = MapKey(key) else { return nil }
        return entries.firstIndex { MapKey($0.key) == key }
    }
}
