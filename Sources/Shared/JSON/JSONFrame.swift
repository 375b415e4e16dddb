/// An array or an object whose end the parser has not met yet.
struct JSONFrame {
    /// Where its elements or its members begin on their stack.
    let start: Int
    let isObject: Bool
    /// A bit for each key seen: one that is clear says that a key is new.
    var seen: UInt64 = 0
    /// Whether a key came twice.
    var isRepeating = false
}
