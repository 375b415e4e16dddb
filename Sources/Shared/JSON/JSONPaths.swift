/// Several paths of object keys, made ready to be found in one pass.
///
///     static let paths = JSONPaths([["metadata", "name"], ["metadata", "uid"]])
///     let found = try object.find(Self.paths)
public struct JSONPaths: Sendable {
    /// A key on the way, or the document itself.
    struct Node: Sendable, BitwiseCopyable {
        /// Where the key's bytes are in the tree's.
        var start = 0
        /// How many bytes the key has.
        var count = 0
        /// The key's first eight bytes, the first in the lowest bits; zeros where it has fewer.
        var head: UInt64 = 0
        /// The nodes of the keys below it.
        var firstChild = 0
        var endOfChildren = 0
        /// A bit for the length of each of these keys, modulo 64: one that is clear says that no key has that length.
        var childLengths: UInt64 = 0
        /// Which path ends here; below zero if none.
        var path = -1
        /// Where the paths that go through this node are in the tree's.
        var firstThrough = 0
        var endOfThrough = 0
    }

    /// The tree that the paths make.
    let tree: JSONPathsTree

    /// How many paths there are.
    public var count: Int { tree.count }

    /// Prepares paths.
    ///
    /// An empty path is the document itself.
    public init(_ paths: [[String]]) {
        var builder = JSONPathsBuilder(paths)
        builder.build()
        tree = JSONPathsTree(builder, count: paths.count)
    }
}
