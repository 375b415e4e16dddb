/// Makes a tree of paths, depth by depth.
struct JSONPathsBuilder {
    private let paths: [[String]]
    private(set) var nodes: [JSONPaths.Node] = []
    private(set) var keys: [UInt8] = []
    private(set) var through: [Int] = []
    private(set) var repetitions: [(path: Int, of: Int)] = []
    /// For each node, the paths that go through it and how many keys of theirs lead to it.
    private var waiting: [(paths: [Int], depth: Int)]

    init(_ paths: [[String]]) {
        self.paths = paths
        nodes.append(JSONPaths.Node())
        waiting = [(Array(paths.indices), 0)]
    }

    mutating func build() {
        var node = 0
        while node < nodes.count {
            extend(node)
            node += 1
        }
    }

    /// Adds the nodes below one.
    private mutating func extend(_ node: Int) {
        let (passing, depth) = waiting[node]
        nodes[node].firstThrough = through.count
        through.append(contentsOf: passing)
        nodes[node].endOfThrough = through.count
        var groups: [(key: String, paths: [Int])] = []
        for path in passing {
            if depth == paths[path].count {
                end(path, at: node)
            } else if let group = groups.firstIndex(where: { $0.key.hasSameBytes(as: paths[path][depth]) }) {
                groups[group].paths.append(path)
            } else {
                groups.append((paths[path][depth], [path]))
            }
        }
        nodes[node].firstChild = nodes.count
        for group in groups {
            var child = JSONPaths.Node(start: keys.count, count: group.key.utf8.count)
            for (place, byte) in group.key.utf8.prefix(8).enumerated() { child.head |= UInt64(byte) << UInt64(place * 8) }
            keys.append(contentsOf: group.key.utf8)
            nodes[node].childLengths |= 1 &<< UInt64(child.count)
            nodes.append(child)
            waiting.append((group.paths, depth + 1))
        }
        nodes[node].endOfChildren = nodes.count
    }

    private mutating func end(_ path: Int, at node: Int) {
        if nodes[node].path < 0 {
            nodes[node].path = path
        } else {
            repetitions.append((path, nodes[node].path))
        }
    }
}
