/// Keys by the time at which they are due: a binary heap with the earliest on top.
struct DelayHeap: Sendable {
    /// A key and its time.
    struct Entry: Sendable {
        let key: String
        let due: Duration
    }

    private var entries: [Entry] = []

    /// How many entries there are.
    var count: Int { entries.count }

    /// The entry that is due first.
    var first: Entry? { entries.first }

    mutating func insert(_ key: String, due: Duration) {
        entries.append(Entry(key: key, due: due))
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entries[child].due < entries[parent].due else { return }
            entries.swapAt(child, parent)
            child = parent
        }
    }

    mutating func removeFirst() {
        guard let last = entries.popLast(), !entries.isEmpty else { return }
        entries[0] = last
        var parent = 0
        while true {
            var smallest = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < entries.count {
                if entries[child].due < entries[smallest].due { smallest = child }
            }
            guard smallest != parent else { return }
            entries.swapAt(parent, smallest)
            parent = smallest
        }
    }
}
