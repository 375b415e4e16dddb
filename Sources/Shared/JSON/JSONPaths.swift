/// Several paths of object keys, made ready to be found in one pass.
///
///     static let paths = JSONPaths([["metadata", "name"], ["metadata", "uid"]])
///     let found = try object.find(Self.paths)
public struct JSONPaths: Sendable {
    /// A key on the way, or the document itself.
    struct Node: Sendable {
        /// The key's bytes in `keys`.
        var start = 0
        var count = 0
        /// The key's first eight bytes, or fewer and zeros.
        var head: UInt64 = 0
        /// The nodes of the keys below it.
        var children: Range<Int> = 0..<0
        /// Which path ends here.
        var result: Int?
        /// The results at and below this node.
        var results: [Int] = []
    }

    /// The nodes by depth; the first is the document.
    let nodes: [Node]
    let keys: [UInt8]
    /// How many paths there are.
    public let count: Int
    /// For each path, the one before it that is the same, if there is one.
    let repetitions: [(path: Int, of: Int)]

    /// Prepares paths.
    ///
    /// An empty path is the document itself.
    public init(_ paths: [[String]]) {
        var nodes = [Node()]
        var keys: [UInt8] = []
        var repetitions: [(path: Int, of: Int)] = []
        // The paths that go through each node, from the depth of the node on.
        var waiting = [Array(paths.indices)]
        var depths = [0]
        var position = 0
        while position < nodes.count {
            let depth = depths[position]
            var groups: [(key: String, paths: [Int])] = []
            nodes[position].results = waiting[position]
            for path in waiting[position] {
                guard depth < paths[path].count else {
                    if let first = nodes[position].result {
                        repetitions.append((path, first))
                    } else {
                        nodes[position].result = path
                    }
                    continue
                }
                let key = paths[path][depth]
                if let group = groups.firstIndex(where: { $0.key.hasSameBytes(as: key) }) {
                    groups[group].paths.append(path)
                } else {
                    groups.append((key, [path]))
                }
            }
            nodes[position].children = nodes.count..<(nodes.count + groups.count)
            for group in groups {
                var node = Node(start: keys.count, count: group.key.utf8.count)
                for (place, byte) in group.key.utf8.prefix(8).enumerated() { node.head |= UInt64(byte) << UInt64(place * 8) }
                keys.append(contentsOf: group.key.utf8)
                nodes.append(node)
                waiting.append(group.paths)
                depths.append(depth + 1)
            }
            position += 1
        }
        self.nodes = nodes
        self.keys = keys
        self.repetitions = repetitions
        count = paths.count
    }
}
