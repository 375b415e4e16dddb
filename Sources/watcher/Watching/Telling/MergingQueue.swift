import DequeModule
import JSON

/// The events that wait for a reader, at most one for each state of an object that the reader has to know.
///
/// A change replaces the waiting one of the same object, and takes over from it what the reader has not heard yet: an addition that was
/// updated is still an addition. A deletion is never merged with the object that follows it under the same name. Events do not
/// move across `sync` events: what a bracket contains stays in it.
package struct MergingQueue: Sendable {
    private struct Key: Hashable {
        let resource: Int
        let key: String
    }

    /// What an event takes besides its object's bytes, roughly.
    private static let overhead = 256

    private var entries: Deque<Outgoing> = []
    /// The position of the first entry, counted from the first ever.
    private var first = 0
    /// The positions of the changes behind the last `sync` event.
    private var positions: [Key: Int] = [:]
    private let maximumBytes: Int
    private let maximumCount: Int
    /// The bytes of the waiting events.
    private(set) package var bytes = 0
    /// How many changes took the place of others.
    private(set) package var merged = 0

    /// - Parameters:
    ///   - maximumBytes: The queue is full once its events take this many bytes.
    ///   - maximumCount: The queue is full once it holds this many events.
    package init(maximumBytes: Int, maximumCount: Int) {
        self.maximumBytes = maximumBytes
        self.maximumCount = maximumCount
    }

    package var count: Int { entries.count }
    package var isEmpty: Bool { entries.isEmpty }
    /// Whether to wait before adding more.
    package var isFull: Bool { bytes >= maximumBytes || entries.count >= maximumCount }

    /// Adds an event if it replaces another or the queue has room.
    package mutating func add(_ item: Outgoing) -> Bool {
        guard case .change(let resource, let telling) = item else {
            // A barrier takes no room worth waiting for, but what waits before it is closed.
            positions.removeAll(keepingCapacity: true)
            append(item)
            return true
        }
        let key = Key(resource: resource, key: telling.identity.key)
        if let position = positions[key], case .change(_, let pending) = entries[position - first],
            let merged = Self.merge(pending, telling)
        {
            bytes += Self.size(of: merged) - Self.size(of: pending)
            entries[position - first] = .change(resource: resource, merged)
            self.merged += 1
            return true
        }
        guard !isFull else { return false }
        positions[key] = first + entries.count
        append(item)
        return true
    }

    /// Takes the event that waits longest.
    package mutating func popFirst() -> Outgoing? {
        guard let item = entries.popFirst() else { return nil }
        if case .change(let resource, let telling) = item {
            let key = Key(resource: resource, key: telling.identity.key)
            if positions[key] == first { positions[key] = nil }
            bytes -= Self.size(of: telling)
        }
        first += 1
        return item
    }

    /// Drops everything.
    package mutating func removeAll() {
        first += entries.count
        entries = []
        positions = [:]
        bytes = 0
    }

    private mutating func append(_ item: Outgoing) {
        if case .change(_, let telling) = item { bytes += Self.size(of: telling) }
        entries.append(item)
    }

    private static func size(of telling: Telling) -> Int { (telling.object?.bytes.count ?? 0) + overhead }

    /// What stands for both, or nil if the reader has to hear both.
    private static func merge(_ pending: Telling, _ newer: Telling) -> Telling? {
        guard pending.identity.uid == newer.identity.uid else { return nil }
        var merged = newer
        switch (pending.kind, newer.kind) {
        case (_, .deleted): break
        case (.deleted, _): merged.kind = .updated
        case (.added, _): merged.kind = .added
        case (.updated, _): merged.kind = .updated
        case (.resynced, .updated): merged.kind = .updated
        case (.resynced, _): merged.kind = .resynced
        }
        return merged
    }
}
