/// Elements side by side in memory that grows, for those who ask for room once and then write several.
struct GrowingMemory<Element: BitwiseCopyable>: ~Copyable {
    /// The first element.
    private(set) var base: UnsafeMutablePointer<Element>
    /// How many elements there are, at most as many as there is room for.
    var count = 0
    private var capacity: Int

    /// Begins empty.
    init(capacity: Int) {
        self.capacity = max(capacity, 1)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// Where the next element goes, with room for some.
    @inline(__always)
    mutating func room(for more: Int) -> UnsafeMutablePointer<Element> {
        if capacity &- count < more { grow(by: more) }
        return base + count
    }

    @inline(never)
    private mutating func grow(by more: Int) {
        capacity = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        larger.moveInitialize(from: base, count: count)
        base.deallocate()
        base = larger
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        room(for: 1).initialize(to: element)
        count &+= 1
    }
}
