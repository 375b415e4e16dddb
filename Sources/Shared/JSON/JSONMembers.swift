/// A member of an object.
struct JSONMember {
    let key: String
    var value: JSONValue
}

/// The members of an object side by side in one allocation, and how to find them by key.
///
/// Only ``JSONObject`` holds it, and changes it only while nobody else holds it as well.
final class JSONMembers: ManagedBuffer<JSONMembers.Header, JSONMember> {
    /// What is known about the members.
    struct Header {
        var count = 0
        var capacity = 0
        /// The place of each key, if there are more than ``JSONMembers/linearCount``.
        var index: [JSONKey: Int]?
    }

    /// How many members are searched without an index.
    static let linearCount = 16

    deinit {
        // One by one, because that is compiled in place; several together go through the type's metadata.
        withUnsafeMutablePointers { header, elements in
            for position in 0..<header.pointee.count { (elements + position).deinitialize(count: 1) }
        }
    }

    /// Makes room for members.
    @inline(__always)
    static func make(capacity: Int) -> JSONMembers {
        let made = create(minimumCapacity: capacity) { _ in Header(count: 0, capacity: capacity) }
        return unsafeDowncast(made, to: JSONMembers.self)
    }

    /// Moves members in from elsewhere; none of up to ``linearCount`` have the same key unless `isRepeating`.
    @inline(__always)
    static func moving(_ source: UnsafeMutablePointer<JSONMember>, count: Int, isRepeating: Bool) -> JSONMembers {
        let members = make(capacity: count)
        members.withUnsafeMutablePointers { header, elements in
            elements.moveInitialize(from: source, count: count)
            header.pointee.count = count
        }
        if isRepeating || count > linearCount { members.removeRepetitions() }
        return members
    }

    /// A copy with room for `capacity` members at least.
    func copy(capacity: Int) -> JSONMembers {
        let copy = JSONMembers.make(capacity: max(capacity, count))
        withUnsafeMutablePointers { header, elements in
            copy.withUnsafeMutablePointers { copiedHeader, copiedElements in
                copiedElements.initialize(from: elements, count: header.pointee.count)
                copiedHeader.pointee.count = header.pointee.count
                copiedHeader.pointee.index = header.pointee.index
            }
        }
        return copy
    }

    // Through the pointer, as everywhere here: accesses to the property itself are followed at run time.

    /// How many members there are.
    @inline(__always)
    var count: Int { withUnsafeMutablePointerToHeader { $0.pointee.count } }

    /// How many members there is room for.
    @inline(__always)
    var room: Int { withUnsafeMutablePointerToHeader { $0.pointee.capacity } }

    /// The member at a position below ``count``.
    @inline(__always)
    subscript(position: Int) -> JSONMember {
        unsafeAddress { withUnsafeMutablePointerToElements { UnsafePointer($0 + position) } }
        unsafeMutableAddress { withUnsafeMutablePointerToElements { $0 + position } }
    }

    /// Where the member of a key is.
    func position(of key: String) -> Int? {
        withUnsafeMutablePointers { header, elements in
            if header.pointee.index != nil { return header.pointee.index?[JSONKey(key)] }
            for position in 0..<header.pointee.count where elements[position].key.hasSameBytes(as: key) { return position }
            return nil
        }
    }

    /// Adds a member whose key is new; there must be room.
    func append(_ key: String, _ value: JSONValue) {
        let needsIndex = withUnsafeMutablePointers { header, elements in
            let position = header.pointee.count
            (elements + position).initialize(to: JSONMember(key: key, value: value))
            header.pointee.count += 1
            guard header.pointee.index != nil else { return position >= JSONMembers.linearCount }
            header.pointee.index?[JSONKey(key)] = position
            return false
        }
        if needsIndex { removeRepetitions() }
    }

    /// Removes a member and gives its value.
    func remove(at position: Int) -> JSONValue {
        let (removed, needsIndex) = withUnsafeMutablePointers { header, elements in
            let removed = (elements + position).move()
            header.pointee.count -= 1
            (elements + position).moveInitialize(from: elements + position + 1, count: header.pointee.count - position)
            let needsIndex = header.pointee.index != nil && header.pointee.count > JSONMembers.linearCount
            header.pointee.index = nil
            return (removed, needsIndex)
        }
        if needsIndex { removeRepetitions() }
        return removed.value
    }

    /// Makes the index, and of the members with the same key keeps the first place and the last value.
    private func removeRepetitions() {
        var index = [JSONKey: Int](minimumCapacity: count)
        var kept = 0
        withUnsafeMutablePointers { header, elements in
            for position in 0..<header.pointee.count {
                let key = JSONKey(elements[position].key)
                if let first = index[key] {
                    elements[first].value = (elements + position).move().value
                } else {
                    index[key] = kept
                    if kept != position { (elements + kept).moveInitialize(from: elements + position, count: 1) }
                    kept += 1
                }
            }
            header.pointee.count = kept
            header.pointee.index = kept > JSONMembers.linearCount ? index : nil
        }
    }
}
