/// What was found of several paths, in their order: for each its value, or `nil`.
///
/// Up to eight paths need no allocation.
public struct JSONFindings: Sendable, RandomAccessCollection {
    private let bytes: ArraySlice<UInt8>
    private var few = InlineArray<8, JSONSpan>(repeating: .none)
    private var more: [JSONSpan] = []
    /// How many paths there were.
    public let endIndex: Int

    init(_ spans: UnsafeMutableBufferPointer<JSONSpan>, in bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        endIndex = spans.count
        for position in 0..<Swift.min(spans.count, 8) { few[position] = spans[position] }
        if spans.count > 8 { more = Array(spans[8...]) }
    }

    /// The position of the first path: 0.
    public var startIndex: Int { 0 }

    /// The value of the path at a position, or `nil` if there is none.
    public subscript(position: Int) -> RawJSON? {
        precondition(position >= 0 && position < endIndex, "there are \(endIndex) paths")
        let span = position < 8 ? few[position] : more[position &- 8]
        guard span.start >= 0 else { return nil }
        let start = bytes.startIndex
        return RawJSON(unchecked: bytes[(start &+ span.start)..<(start &+ span.end)])
    }
}
