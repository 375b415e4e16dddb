/// The tree of several paths in memory of its own, so that finding them needs neither copies nor counts of references.
final class JSONPathsTree: Sendable {
    /// The nodes by depth; the first is the document.
    nonisolated(unsafe) let nodes: UnsafePointer<JSONPaths.Node>
    /// The bytes of all keys.
    nonisolated(unsafe) let keys: UnsafePointer<UInt8>
    /// The paths that go through each node.
    nonisolated(unsafe) let through: UnsafePointer<Int>
    /// The paths that are the same as one before.
    let repetitions: [(path: Int, of: Int)]
    /// How many paths there are.
    let count: Int

    // The pointers are unsafe to share only while someone writes through them; nobody does once they are made.

    init(_ builder: JSONPathsBuilder, count: Int) {
        nodes = JSONPathsTree.copy(builder.nodes)
        keys = JSONPathsTree.copy(builder.keys)
        through = JSONPathsTree.copy(builder.through)
        repetitions = builder.repetitions
        self.count = count
    }

    deinit {
        nodes.deallocate()
        keys.deallocate()
        through.deallocate()
    }

    /// The elements, which need no destruction, in memory that the caller frees.
    private static func copy<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element> {
        let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(elements.count, 1))
        _ = copy.initialize(from: elements)
        return copy.baseAddress.map { UnsafePointer($0) } ?? UnsafePointer(UnsafeMutablePointer<Element>.allocate(capacity: 1))
    }
}
