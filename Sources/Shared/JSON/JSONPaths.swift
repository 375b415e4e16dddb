/// Several paths of object keys, made ready to be found in one pass.
///
///     static let paths = JSONPaths([["metadata", "name"], ["metadata", "uid"]])
///     let found = try object.find(Self.paths)
public struct JSONPaths: Sendable {
    /// A key on the way, or the document itself.
    struct Node: Sendable {
        /// Where the key's bytes are in `keys`.
        var start = 0
        /// How many bytes the key has.
        var count = 0
        /// The key's first eight bytes, the first in the lowest bits; zeros where it has fewer.
        var head: UInt64 = 0
        /// The nodes of the keys below it.
        var firstChild = 0
        var endOfChildren = 0
        /// Which path ends here; below zero if none.
        var path = -1
        /// Where the paths that go through this node are in `through`.
        var firstThrough = 0
        var endOfThrough = 0
    }

    /// The nodes by depth; the first is the document.
    let nodes: [Node]
    let keys: [UInt8]
    let through: [Int]
    /// How many paths there are.
    public let count: Int
    /// The paths that are the same as one before.
    let repetitions: [(path: Int, of: Int)]

    /// Prepares paths.
    ///
    /// An empty path is the document itself.
    public init(_ paths: [[String]]) {
        var builder = JSONPathsBuilder(paths)
        builder.build()
        nodes = builder.nodes
        keys = builder.keys
        through = builder.through
        repetitions = builder.repetitions
        count = paths.count
    }
}
