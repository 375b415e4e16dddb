/// The members of a JSON object in their order.
///
/// Keys are compared by their bytes, not by canonical equivalence. Up to 16 members are searched one after the other, more
/// have an index. Two objects are equal if they have equal members, in whatever order.
public struct JSONObject: Sendable {
    /// A member: its name and its value.
    public typealias Element = (key: String, value: JSONValue)

    /// How many members are searched without an index.
    static let linearCount = 16

    private var entries: [Element]
    /// The place of each key, if there are more than ``linearCount``.
    private var index: [JSONKey: Int]?

    /// Creates an object without members.
    public init() {
        entries = []
    }

    /// Creates an object; where a key is repeated, it keeps the first place and takes the last value.
    public init(_ pairs: [(String, JSONValue)]) {
        self.init()
        reserveCapacity(pairs.count)
        for (key, value) in pairs { self[key] = value }
    }

    /// Creates an object from members of which up to ``linearCount`` have different keys unless `isRepeating`.
    init(parsed entries: [Element], isRepeating: Bool) {
        self.entries = entries
        if isRepeating || entries.count > JSONObject.linearCount { removeRepetitions() }
    }

    /// The value of a key; setting `nil` removes the member.
    public subscript(key: String) -> JSONValue? {
        get {
            guard let position = position(of: key) else { return nil }
            return entries[position].value
        }
        set {
            guard let newValue else {
                removeValue(forKey: key)
                return
            }
            if let position = position(of: key) {
                entries[position].value = newValue
            } else {
                append(key, newValue)
            }
        }
        _modify {
            let position = position(of: key)
            var value: JSONValue?
            if let position {
                value = entries[position].value
                // Gives up the member's own reference, so that the value is not shared and changes where it is.
                entries[position].value = .null
            }
            defer {
                if let value {
                    if let position { entries[position].value = value } else { append(key, value) }
                } else if let position {
                    remove(at: position)
                }
            }
            yield &value
        }
    }

    /// Removes a member and returns its value, if it was there.
    @discardableResult
    public mutating func removeValue(forKey key: String) -> JSONValue? {
        guard let position = position(of: key) else { return nil }
        let value = entries[position].value
        remove(at: position)
        return value
    }

    /// The keys in their order.
    public var keys: some RandomAccessCollection<String> { entries.lazy.map(\.key) }

    /// The values in their order.
    public var values: some RandomAccessCollection<JSONValue> { entries.lazy.map(\.value) }

    /// Whether there is a member of this key.
    public func contains(key: String) -> Bool { position(of: key) != nil }

    /// The place of a key's member, for ``value(at:)``; nil if there is none.
    public func index(ofKey key: String) -> Int? { position(of: key) }

    /// The value of the member at a place, without its key.
    public func value(at position: Int) -> JSONValue { entries[position].value }

    /// Makes room for this many members.
    public mutating func reserveCapacity(_ count: Int) { entries.reserveCapacity(count) }

    /// The same members ordered by the bytes of their keys.
    public func sortedByKey() -> [Element] { entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } }

    private func position(of key: String) -> Int? {
        if let index { return index[JSONKey(key)] }
        let count = key.utf8.count
        for position in entries.indices where entries[position].key.utf8.count == count {
            if entries[position].key.hasSameBytes(as: key) { return position }
        }
        return nil
    }

    private mutating func append(_ key: String, _ value: JSONValue) {
        entries.append((key, value))
        if index != nil {
            index?[JSONKey(key)] = entries.count - 1
        } else if entries.count > JSONObject.linearCount {
            removeRepetitions()
        }
    }

    private mutating func remove(at position: Int) {
        entries.remove(at: position)
        guard index != nil else { return }
        index = nil
        if entries.count > JSONObject.linearCount { removeRepetitions() }
    }

    /// Makes the index, and of the members with the same key keeps the first place and the last value.
    private mutating func removeRepetitions() {
        var index = [JSONKey: Int](minimumCapacity: entries.count)
        var count = 0
        for position in entries.indices {
            let entry = entries[position]
            if let first = index.updateValue(count, forKey: JSONKey(entry.key)) {
                index[JSONKey(entry.key)] = first
                entries[first].value = entry.value
            } else {
                if count != position { entries[count] = entry }
                count += 1
            }
        }
        entries.removeSubrange(count...)
        self.index = count > JSONObject.linearCount ? index : nil
    }
}

extension JSONObject: RandomAccessCollection {
    /// The position of the first member: 0.
    public var startIndex: Int { 0 }
    /// The number of members.
    public var endIndex: Int { entries.count }
    /// The member at a position.
    public subscript(position: Int) -> Element { entries[position] }
}

extension JSONObject: Hashable {
    /// Whether both have equal members, in whatever order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        guard left.count == right.count else { return false }
        for position in left.indices {
            let (key, value) = left[position]
            // The same order is the usual case.
            if right[position].key.hasSameBytes(as: key) {
                guard right[position].value == value else { return false }
            } else {
                guard right[key] == value else { return false }
            }
        }
        return true
    }

    /// Hashes the members regardless of their order.
    public func hash(into hasher: inout Hasher) {
        var sum: UInt64 = 0
        for (key, value) in self {
            var member = Hasher()
            member.combine(JSONKey(key))
            member.combine(value)
            sum &+= UInt64(truncatingIfNeeded: member.finalize())
        }
        hasher.combine(count)
        hasher.combine(sum)
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// Creates an object; where a key is repeated, it keeps the first place and takes the last value.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}
