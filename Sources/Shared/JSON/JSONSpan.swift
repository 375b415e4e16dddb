/// Where a value lies in a text, if it is there at all.
struct JSONSpan: Sendable {
    var start: Int
    var end: Int

    /// Of a value that is not there.
    static let none = JSONSpan(start: -1, end: -1)
}
