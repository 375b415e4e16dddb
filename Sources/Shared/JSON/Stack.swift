/// A stack over memory that it was lent, and over its own once that is full.
///
/// Its elements are moved out together when what they belong to is complete.
struct Stack<Element>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    private var ownsMemory = false
    private(set) var count = 0

    /// Begins empty, with memory that outlives the stack.
    init(borrowing memory: UnsafeMutableBufferPointer<Element>) {
        if let base = memory.baseAddress {
            self.base = base
            capacity = memory.count
        } else {
            base = .allocate(capacity: 1)
            capacity = 1
            ownsMemory = true
        }
    }

    deinit {
        base.deinitialize(count: count)
        if ownsMemory { base.deallocate() }
    }

    /// The element at a position below ``count``.
    @inline(__always)
    subscript(position: Int) -> Element {
        unsafeAddress { UnsafePointer(base + position) }
        unsafeMutableAddress { base + position }
    }

    @inline(__always)
    mutating func push(_ element: consuming Element) {
        if count == capacity { grow() }
        (base + count).initialize(to: element)
        count &+= 1
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: base, count: count)
        if ownsMemory { base.deallocate() }
        base = larger
        capacity *= 2
        ownsMemory = true
    }

    @inline(__always)
    mutating func pop() -> Element {
        count &-= 1
        return (base + count).move()
    }

    /// Takes the elements from a position on off the stack; the caller moves them out of the memory that is returned.
    @inline(__always)
    mutating func take(from start: Int) -> UnsafeMutablePointer<Element> {
        count = start
        return base + start
    }
}
