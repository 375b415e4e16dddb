/// A Go map: a reference, as in Go, so that a change through one name is seen through the others.
///
/// Keys are kept in no particular order and told in Go's printing order: strings by their bytes, numbers by size.
public final class GoMap {
    /// What it is: `map[string]interface {}`, `map[string]string`, `map[int]string`.
    public let type: GoType

    /// Whether it is a nil map, which has no entries and takes none.
    public let isNil: Bool

    private var positions: [MapKey: Int] = [:]
    private var entries: [(key: Value, value: Value)] = []
    private var order: [Int]?

    /// An empty map.
    public init(type: GoType = .object) {
        self.type = type
        isNil = false
    }

    /// A nil map.
    public init(nil type: GoType) {
        self.type = type
        isNil = true
    }

    /// A map of strings to values.
    public convenience init(_ pairs: [(ByteString, Value)], type: GoType = .object) {
        self.init(type: type)
        for (key, value) in pairs { set(value, for: .string(key)) }
    }

    /// The number of entries.
    public var count: Int { entries.count }

    /// The declared type of the keys.
    public var keyType: GoType { type.key ?? .string }

    /// The declared type of the values.
    public var elementType: GoType { type.element ?? .any }

    /// The value of a string key, or nil if there is none.
    public func value(for key: String) -> Value? {
        value(for: .string(ByteString(key)))
    }

    /// The value of a string key, or nil if there is none.
    public func value(for key: ByteString) -> Value? {
        value(for: .string(key))
    }

    /// The value of a key, or nil if there is none.
    public func value(for key: Value) -> Value? {
        guard let key = MapKey(key), let position = positions[key] else { return nil }
        return entries[position].value
    }

    /// Sets the value of a key in place. A key that Go could not hash, such as a list, is not set, and false is returned.
    @discardableResult
    public func set(_ value: Value, for key: Value) -> Bool {
        guard !isNil, let mapKey = MapKey(key) else { return false }
        if let position = positions[mapKey] {
            entries[position].value = value
        } else {
            positions[mapKey] = entries.count
            entries.append((key, value))
            order = nil
        }
        return true
    }

    /// Takes a key and its value away in place.
    public func remove(_ key: Value) {
        guard let mapKey = MapKey(key), let position = positions.removeValue(forKey: mapKey) else { return }
        let last = entries.count - 1
        entries.swapAt(position, last)
        if position != last, let moved = MapKey(entries[position].key) { positions[moved] = position }
        entries.removeLast()
        order = nil
    }

    /// The keys and values in Go's printing order.
    public var sortedEntries: [(key: Value, value: Value)] {
        if let order { return order.map { entries[$0] } }
        let sorted = entries.indices.sorted { MapKey.precedes(entries[$0].key, entries[$1].key) }
        order = sorted
        return sorted.map { entries[$0] }
    }
}
