import GoTemplate

/// A function's arguments, which its declaration has checked.
extension [Value] {
    /// The argument at a position as a string.
    @inline(__always)
    func text(_ position: Int) -> ByteString {
        if case .string(let text) = self[position] { return text }
        return self[position].byteString
    }

    /// The argument at a position as an integer.
    @inline(__always)
    func integer(_ position: Int) -> Int {
        Int(self[position].int64)
    }

    /// The argument at a position as a boolean.
    func bool(_ position: Int) -> Bool {
        if case .bool(let value) = self[position].underlying { return value }
        return false
    }

    /// The argument at a position as a `float64`.
    func float(_ position: Int) -> Double {
        if case .float(let number, _) = self[position].underlying { return number }
        return 0
    }

    /// The argument at a position as a map.
    @inline(__always)
    func map(_ position: Int) -> GoMap {
        if case .map(let map) = self[position].underlying { return map }
        return GoMap(nil: .object)
    }
}
