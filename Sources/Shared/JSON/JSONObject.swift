/// The members of a JSON object in their order.
///
/// Keys are compared by their bytes, not by canonical equivalence. Up to 16 members are searched one after the other, more
/// have an index. Two objects are equal if they have equal members, in whatever order.
public struct JSONObject: Sendable {
    /// A member: its name and its value.
    public typealias Element = (key: String, value: JSONValue)

    /// The members; `nil` if there have never been any.
    ///
    /// Safe to share between threads, because they are copied before a change unless this is the only reference.
    nonisolated(unsafe) private var members: JSONMembers?

    /// Creates an object without members.
    public init() {}

    /// Creates an object; where a key is repeated, it keeps the first place and takes the last value.
    public init(_ pairs: [(String, JSONValue)]) {
        reserveCapacity(pairs.count)
        for (key, value) in pairs { self[key] = value }
    }

    /// Creates an object from what has been read.
    @inline(__always)
    init(_ members: JSONMembers) { self.members = members }

    /// The value of a key; setting `nil` removes the member.
    public subscript(key: String) -> JSONValue? {
        get {
            guard let members, let position = members.position(of: key) else { return nil }
            return members[position].value
        }
        set {
            guard let newValue else {
                removeValue(forKey: key)
                return
            }
            if let position = members?.position(of: key) {
                makeUnique(capacity: count)[position].value = newValue
            } else {
                makeUnique(capacity: count + 1).append(key, newValue)
            }
        }
        _modify {
            let position = members?.position(of: key)
            var value: JSONValue?
            if let position {
                let members = makeUnique(capacity: count)
                value = members[position].value
                // Gives up the member's own reference, so that the value is not shared and changes where it is.
                members[position].value = .null
            }
            defer {
                if let value {
                    if let position { makeUnique(capacity: count)[position].value = value } else { self[key] = value }
                } else if let position {
                    _ = makeUnique(capacity: count).remove(at: position)
                }
            }
            yield &value
        }
    }

    /// Adds a member behind the others.
    ///
    /// - Returns: False if there is one of this key, which stays as it is.
    public mutating func append(_ key: String, _ value: JSONValue) -> Bool {
        guard members?.position(of: key) == nil else { return false }
        makeUnique(capacity: count + 1).append(key, value)
        return true
    }

    /// Removes a member and returns its value, if it was there.
    @discardableResult
    public mutating func removeValue(forKey key: String) -> JSONValue? {
        guard let position = members?.position(of: key) else { return nil }
        return makeUnique(capacity: count).remove(at: position)
    }

    /// The keys in their order.
    public var keys: some RandomAccessCollection<String> { lazy.map(\.key) }

    /// The values in their order.
    public var values: some RandomAccessCollection<JSONValue> { lazy.map(\.value) }

    /// Whether there is a member of this key.
    public func contains(key: String) -> Bool { members?.position(of: key) != nil }

    /// The place of a key's member, for ``value(at:)``; nil if there is none.
    public func index(ofKey key: String) -> Int? { members?.position(of: key) }

    /// The value of the member at a place, without its key.
    public func value(at position: Int) -> JSONValue { self[position].value }

    /// Makes room for this many members.
    public mutating func reserveCapacity(_ count: Int) {
        if count > 0 { _ = makeUnique(capacity: count) }
    }

    /// The same members ordered by the bytes of their keys.
    public func sortedByKey() -> [Element] { sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) } }

    /// Members of this object's own with room for some more.
    private mutating func makeUnique(capacity: Int) -> JSONMembers {
        // Asked before there is another reference, which a constant would be.
        if isKnownUniquelyReferenced(&self.members), let members, members.room >= capacity { return members }
        let fresh = members.map { $0.copy(capacity: Swift.max(capacity, capacity > $0.room ? capacity * 2 : 0)) }
        let made = fresh ?? JSONMembers.make(capacity: capacity)
        members = made
        return made
    }
}

extension JSONObject: RandomAccessCollection {
    /// The position of the first member: 0.
    public var startIndex: Int { 0 }
    /// The number of members.
    public var endIndex: Int { members?.count ?? 0 }
    /// The member at a position.
    public subscript(position: Int) -> Element {
        guard let members, members.count > position, position >= 0 else {
            preconditionFailure("position \(position) is not in an object of \(count) members")
        }
        let member = members[position]
        return (member.key, member.value)
    }
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
