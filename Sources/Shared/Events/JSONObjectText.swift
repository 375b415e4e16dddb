import JSON

/// A JSON object in the making, written piece by piece: members that have no value are left out.
///
/// The keys that the code knows have nothing in them that must be escaped.
package struct JSONObjectText {
    private(set) var bytes: [UInt8] = []
    /// Whether the innermost object that is open has a member.
    private var hasMembers = false

    /// An object without members, and with room for so many bytes.
    init(capacity: Int = 0) {
        // What is appended asks for more room than it then takes.
        bytes.reserveCapacity(capacity + 64)
        open()
    }

    mutating func append(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        appendKey(key)
        JSONWriting.appendString(value, into: &bytes)
    }

    mutating func append(_ key: StaticString, _ value: Bool) {
        appendKey(key)
        JSONWriting.appendBool(value, into: &bytes)
    }

    mutating func append(_ key: StaticString, _ value: Int?) {
        append(key, value.map(Int64.init))
    }

    mutating func append(_ key: StaticString, _ value: Int64?) {
        guard let value else { return }
        appendKey(key)
        JSONWriting.appendInteger(value, into: &bytes)
    }

    mutating func append(_ key: StaticString, _ value: RawJSON?) {
        guard let value else { return }
        appendKey(key)
        bytes.append(contentsOf: value.bytes)
    }

    mutating func append(_ key: StaticString, _ values: [String]) {
        appendArray(key, values) { JSONWriting.appendString($1, into: &$0.bytes) }
    }

    mutating func append(_ key: StaticString, _ value: (some ObjectWritable)?) {
        guard let value else { return }
        appendObject(key) { value.write(to: &$0) }
    }

    mutating func append(_ key: StaticString, _ values: [some ObjectWritable]) {
        appendArray(key, values) { text, value in text.nest { value.write(to: &$0) } }
    }

    /// Appends an object that a closure writes; returns where it lies.
    @discardableResult
    mutating func appendObject(_ key: StaticString, _ write: (inout JSONObjectText) -> Void) -> Range<Int> {
        appendKey(key)
        let start = bytes.count
        nest(write)
        return start..<bytes.count
    }

    /// Appends a member whose key is not known before.
    mutating func append(named key: String, _ value: RawJSON) {
        separate()
        JSONWriting.appendKey(key, into: &bytes)
        bytes.append(contentsOf: value.bytes)
    }

    /// Appends a member whose value a closure writes; returns where the value lies.
    mutating func appendValue(_ key: StaticString, _ write: (inout [UInt8]) -> Void) -> Range<Int> {
        appendKey(key)
        let start = bytes.count
        write(&bytes)
        return start..<bytes.count
    }

    /// Ends the object and hands it over, which leaves nothing behind: so it is not copied.
    mutating func finish() -> [UInt8] {
        bytes.append(UInt8(ascii: "}"))
        var finished: [UInt8] = []
        swap(&finished, &bytes)
        return finished
    }

    private mutating func appendArray<Element>(
        _ key: StaticString, _ values: [Element], _ write: (inout JSONObjectText, Element) -> Void
    ) {
        appendKey(key)
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(&self, value)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    /// Writes an object as a value.
    private mutating func nest(_ write: (inout JSONObjectText) -> Void) {
        open()
        write(&self)
        bytes.append(UInt8(ascii: "}"))
        hasMembers = true
    }

    private mutating func open() {
        bytes.append(UInt8(ascii: "{"))
        hasMembers = false
    }

    private mutating func separate() {
        if hasMembers { bytes.append(UInt8(ascii: ",")) }
        hasMembers = true
    }

    private mutating func appendKey(_ key: StaticString) {
        let text = UnsafeBufferPointer(start: key.utf8Start, count: key.utf8CodeUnitCount)
        let isFirst = !hasMembers
        hasMembers = true
        bytes.append(addingCapacity: text.count &+ 4) { span in
            span.withUnsafeMutableBufferPointer { room, filled in
                guard let base = room.baseAddress, let start = text.baseAddress else { return }
                var end = base + filled
                func append(_ byte: UInt8) {
                    end.pointee = byte
                    end += 1
                }
                if !isFirst { append(UInt8(ascii: ",")) }
                append(UInt8(ascii: "\""))
                end.update(from: start, count: text.count)
                end += text.count
                append(UInt8(ascii: "\""))
                append(UInt8(ascii: ":"))
                filled = end - base
            }
        }
    }
}
