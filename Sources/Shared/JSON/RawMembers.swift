/// The members of an object, found by their keys without a string for each, and without an allocation for up to eight of them.
///
/// The object's bytes are those of checked JSON; of others it may find something meaningless, but it stays within their bounds.
package struct RawMembers: Sendable {
    /// Where a key, without its quotes, and its value lie.
    private struct Place: BitwiseCopyable {
        var keyStart: UInt32 = 0
        var keyCount: UInt32 = 0
        var valueStart: UInt32 = 0
        var valueEnd: UInt32 = 0
    }

    private static let fewest = 8

    private let bytes: ArraySlice<UInt8>
    private var few = InlineArray<8, Place>(repeating: Place())
    /// All members behind the first eight.
    private var more: [Place] = []
    private var count = 0
    /// Whether any key has escapes in it.
    private var isEscaped = false

    /// Looks where the members of an object lie.
    ///
    /// - Throws: ``JSONError`` if it is not an object, or has 4 GiB.
    package init(of object: RawJSON) throws(JSONError) {
        bytes = object.bytes
        let fault = bytes.withUnsafeBufferPointer { text -> JSONFault? in
            let limit = Int(UInt32.max)
            guard let base = text.baseAddress, text.count < limit else {
                return JSONFault(text.isEmpty ? .unexpectedEnd : .tooLarge(limit: limit), 0)
            }
            do throws(JSONFault) {
                var scanner = JSONScanner(base, count: text.count)
                try scanner.visitMembers { key, value in
                    append(
                        Place(
                            keyStart: UInt32(truncatingIfNeeded: key.start - base),
                            keyCount: UInt32(truncatingIfNeeded: key.count),
                            valueStart: UInt32(truncatingIfNeeded: value.start), valueEnd: UInt32(truncatingIfNeeded: value.end)))
                    if key.isEscaped { isEscaped = true }
                }
                return nil
            } catch {
                return error
            }
        }
        if let fault { throw bytes.withUnsafeBytes { JSONError(fault, in: $0) } }
    }

    /// The value of a key; the last one where it is repeated.
    package subscript(key: StaticString) -> RawJSON? {
        guard let place = place(of: key) else { return nil }
        let start = bytes.startIndex
        return RawJSON(unchecked: bytes[(start &+ Int(place.valueStart))..<(start &+ Int(place.valueEnd))])
    }

    private func place(of key: StaticString) -> Place? {
        bytes.withUnsafeBufferPointer { text in
            guard let base = text.baseAddress else { return nil }
            var position = count
            while position > 0 {
                position &-= 1
                let place = position < Self.fewest ? few[position] : more[position &- Self.fewest]
                if isEscaped {
                    if matchesEscaped(key, place) { return place }
                } else if Int(place.keyCount) == key.utf8CodeUnitCount,
                    Words.areEqual(key.utf8Start, base + Int(place.keyStart), count: key.utf8CodeUnitCount)
                {
                    return place
                }
            }
            return nil
        }
    }

    private mutating func append(_ place: Place) {
        if count < Self.fewest { few[count] = place } else { more.append(place) }
        count &+= 1
    }

    /// Whether a key is the one at a place once its escapes are resolved.
    @inline(never)
    private func matchesEscaped(_ key: StaticString, _ place: Place) -> Bool {
        let start = bytes.startIndex &+ Int(place.keyStart)
        let quoted = RawJSON(unchecked: bytes[(start &- 1)..<(start &+ Int(place.keyCount) &+ 1)])
        return quoted.string?.utf8.elementsEqual(key.description.utf8) ?? false
    }
}
