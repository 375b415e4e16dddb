/// A string that is compared and hashed by its bytes.
struct JSONKey: Hashable {
    let string: String

    init(_ string: String) { self.string = string }

    static func == (left: JSONKey, right: JSONKey) -> Bool { left.string.hasSameBytes(as: right.string) }

    func hash(into hasher: inout Hasher) { string.hashBytes(into: &hasher) }
}

extension String {
    /// Whether both consist of the same bytes.
    ///
    /// `==` asks for canonical equivalence, which JSON knows nothing of.
    @inline(__always)
    func hasSameBytes(as other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let same = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                guard let left = left.baseAddress, let right = right.baseAddress else { return true }
                return Words.areEqual(left, right, count: other.utf8.count)
            }
        }
        if case .some(.some(let same)) = same { return same }
        return utf8.elementsEqual(other.utf8)
    }

    /// Feeds the bytes and their number.
    func hashBytes(into hasher: inout Hasher) {
        let done: Void? = utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        if done == nil { for byte in utf8 { hasher.combine(byte) } }
        hasher.combine(utf8.count)
    }
}
