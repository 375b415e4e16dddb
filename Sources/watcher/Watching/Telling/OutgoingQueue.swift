import Synchronization

/// The queue between those who watch and the one who sends: whoever adds waits while it is full, and so stops reading.
///
/// The waits end with room or with ``finish()``, not with a task's cancellation: what has been taken down as told must get through.
/// Every event is for one consumer, the one whose number was given last.
package final class OutgoingQueue: Sendable {
    fileprivate struct State {
        var queue: MergingQueue
        var isFinished = false
        var reader = 0
        var producers: [CheckedContinuation<Void, Never>] = []
        var consumer: CheckedContinuation<Void, Never>?
    }

    private let state: Mutex<State>

    /// - Parameters:
    ///   - maximumBytes: The queue is full once its events take this many bytes.
    ///   - maximumCount: The queue is full once it holds this many events.
    package init(maximumBytes: Int = 1 << 20, maximumCount: Int = 4096) {
        state = Mutex(State(queue: MergingQueue(maximumBytes: maximumBytes, maximumCount: maximumCount)))
    }

    /// How many events wait.
    package var count: Int { state.withLock { $0.queue.count } }

    /// How many changes were merged into waiting ones.
    package var merged: Int { state.withLock { $0.queue.merged } }

    /// Adds an event, as soon as there is room. After ``finish()`` it is dropped.
    ///
    /// - Parameter reader: Whom it is for: it is dropped if another reader is there, now or once there is room.
    package func add(_ item: Outgoing, for reader: Int) async {
        while !state.withLock({ $0.isFinished || $0.reader != reader || $0.queue.add(item) }) { await room() }
        state.withLock { $0.takeConsumer() }?.resume()
    }

    /// Adds an event that takes no room worth waiting for at once: an end of a bracket, or what the cluster can do.
    package func addAtOnce(_ item: Outgoing) {
        let consumer = state.withLock { state in
            if !state.isFinished { _ = state.queue.add(item) }
            return state.takeConsumer()
        }
        consumer?.resume()
    }

    /// Takes the event that waits longest, as soon as there is one, and the number of the reader it is for; nil once the queue is
    /// finished and empty.
    package func next() async -> (item: Outgoing, reader: Int)? {
        while true {
            let (item, reader, producers, isOver) = state.withLock { state in
                let item = state.queue.popFirst()
                return (item, state.reader, state.takeProducers(), item == nil && state.isFinished)
            }
            for producer in producers { producer.resume() }
            if let item { return (item, reader) }
            if isOver { return nil }
            await something()
        }
    }

    /// Drops what waits: the reader it was meant for is gone, and the one with this number is told everything.
    package func restart(for reader: Int) {
        let producers = state.withLock { state in
            state.queue.removeAll()
            state.reader = reader
            return state.takeProducers()
        }
        for producer in producers { producer.resume() }
    }

    /// Nothing more is added: what waits is still sent.
    package func finish() {
        let (producers, consumer) = state.withLock { state in
            state.isFinished = true
            return (state.takeProducers(), state.takeConsumer())
        }
        for producer in producers { producer.resume() }
        consumer?.resume()
    }

    private func room() async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                guard state.queue.isFull, !state.isFinished else { return true }
                state.producers.append(continuation)
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    private func something() async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                guard state.queue.isEmpty, !state.isFinished else { return true }
                state.consumer = continuation
                return false
            }
            if isReady { continuation.resume() }
        }
    }
}

extension OutgoingQueue.State {
    fileprivate mutating func takeConsumer() -> CheckedContinuation<Void, Never>? {
        guard !queue.isEmpty || isFinished else { return nil }
        defer { consumer = nil }
        return consumer
    }

    fileprivate mutating func takeProducers() -> [CheckedContinuation<Void, Never>] {
        guard !queue.isFull || isFinished else { return [] }
        defer { producers = [] }
        return producers
    }
}
