/// What was found of several paths, in their order: for each its value, or `nil`.
///
/// Up to eight paths need no allocation.
public struct JSONFindings: Sendable, RandomAccessCollection {
    private let bytes: ArraySlice<UInt8>
    private let few: InlineArray<8, JSONSpan>
    /// All of them, if there are more than eight.
    private let more: [JSONSpan]
    /// How many paths there were.
    public let endIndex: Int

    /// The values of as many paths as there are in `more`, or `count` in `few`.
    @inline(__always)
    init(_ few: InlineArray<8, JSONSpan>, _ more: [JSONSpan], count: Int, in bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        self.few = few
        self.more = more
        endIndex = count
    }

    /// The position of the first path: 0.
    public var startIndex: Int { 0 }

    /// The value of the path at a position, or `nil` if there is none.
    public subscript(position: Int) -> RawJSON? {
        precondition(position >= 0 && position < endIndex, "there are \(endIndex) paths")
        let span = endIndex <= 8 ? one(position) : more[position]
        guard span.start >= 0 else { return nil }
        let start = bytes.startIndex
        return RawJSON(unchecked: bytes[(start &+ span.start)..<(start &+ span.end)])
    }

    /// One of the few; indexed by a variable, the compiler copies them all.
    @inline(__always)
    private func one(_ position: Int) -> JSONSpan {
        switch position {
        case 0: few[0]
        case 1: few[1]
        case 2: few[2]
        case 3: few[3]
        case 4: few[4]
        case 5: few[5]
        case 6: few[6]
        default: few[7]
        }
    }
}
