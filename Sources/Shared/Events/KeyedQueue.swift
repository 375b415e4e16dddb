import DequeModule
import Unix

/// A bounded queue in which the newest value of a key takes the place of one that waits: level-triggered work.
///
/// ```swift
/// let queue = KeyedQueue<String, Event>(maximumCount: 1000, maximumBytes: 64 << 20)
/// await queue.push(event, key: owner.key, bytes: event.line.count)    // waits while the queue is full
/// while let item = await queue.pop() { ... }
/// ```
///
/// - Keys leave in the order in which they came; a newer value takes the older one's place in the line.
/// - A value without a key is a barrier: it is never replaced, nothing that came before it leaves after it, and no later value
///   takes the place of one from before it, so that both are told, each on its side.
/// - Replacing never waits, since the queue grows by nothing or little. So a slow reader makes changes merge, not pile up.
package final class KeyedQueue<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// What leaves the queue.
    package struct Item: Sendable {
        /// Nil for a barrier.
        package let key: Key?
        package let value: Value
    }

    private struct Entry: Sendable {
        let key: Key?
        var value: Value
        var bytes: Int
    }

    private struct State: Sendable {
        var entries: Deque<Entry> = []
        /// Where the waiting value of each key is since the last barrier: counted from the first entry ever pushed.
        var positions: [Key: Int] = [:]
        var popped = 0
        var bytes = 0
        var isFinished = false

        mutating func pop() -> Item? {
            guard let entry = entries.popFirst() else { return nil }
            if let key = entry.key, positions[key] == popped { positions[key] = nil }
            popped += 1
            bytes -= entry.bytes
            return Item(key: entry.key, value: entry.value)
        }
    }

    private let maximumCount: Int
    private let maximumBytes: Int
    private let monitor = Monitor(State())

    /// An empty queue.
    ///
    /// - Parameters:
    ///   - maximumCount: How many values may wait, at least 1.
    ///   - maximumBytes: How many bytes the values may have together; one value more than that always may.
    package init(maximumCount: Int, maximumBytes: Int = .max) {
        self.maximumCount = max(maximumCount, 1)
        self.maximumBytes = max(maximumBytes, 1)
    }

    /// How many values wait.
    package var count: Int { monitor.withLock { $0.entries.count } }

    /// How many bytes the values that wait have.
    package var byteCount: Int { monitor.withLock { $0.bytes } }

    /// Adds a value, or lets it take the place of one with the same key that waits.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - key: Its key; nil for a barrier.
    ///   - bytes: What it counts for.
    ///   - merge: Makes one value of the one that waits and the new one; by default the new one.
    /// - Returns: False if the queue is finished, or the task was cancelled while it waited for room: the value was not added.
    @discardableResult
    package func push(
        _ value: Value, key: Key?, bytes: Int = 0, merging merge: @Sendable (_ old: Value, _ new: Value) -> Value = { $1 }
    ) async -> Bool {
        while true {
            let isAdded: Bool? = monitor.update(waking: { $0 == true }) { state in
                if state.isFinished { return false }
                if let key, let position = state.positions[key] {
                    let index = position - state.popped
                    state.bytes += bytes - state.entries[index].bytes
                    state.entries[index].value = merge(state.entries[index].value, value)
                    state.entries[index].bytes = bytes
                    return true
                }
                guard hasRoom(state) else { return nil }
                if let key { state.positions[key] = state.popped + state.entries.count } else { state.positions = [:] }
                state.entries.append(Entry(key: key, value: value, bytes: bytes))
                state.bytes += bytes
                return true
            }
            if let isAdded { return isAdded }
            if Task.isCancelled { return false }
            await monitor.wait { !self.hasRoom($0) && !$0.isFinished }
        }
    }

    /// Takes the first value; waits for one.
    ///
    /// - Returns: Nil once the queue is finished and empty, and when the task is cancelled.
    package func pop() async -> Item? {
        while !Task.isCancelled {
            let (item, isFinished) = monitor.update(waking: { $0.0 != nil }) { ($0.pop(), $0.isFinished) }
            if item != nil || isFinished { return item }
            await monitor.wait { $0.entries.isEmpty && !$0.isFinished }
        }
        return nil
    }

    /// Takes the first value if there is one.
    package func popIfAny() -> Item? {
        monitor.update(waking: { $0 != nil }) { $0.pop() }
    }

    /// Takes nothing more in; what waits can still be taken out.
    package func finish() {
        monitor.update { $0.isFinished = true }
    }

    /// Drops everything that waits.
    package func removeAll() {
        monitor.update { state in
            state.popped += state.entries.count
            state.entries = []
            state.positions = [:]
            state.bytes = 0
        }
    }

    private func hasRoom(_ state: borrowing State) -> Bool {
        state.entries.isEmpty || state.entries.count < maximumCount && state.bytes < maximumBytes
    }
}
