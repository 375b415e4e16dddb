import DequeModule
import Synchronization

/// Runs a work queue: hands work to whoever asks for it, wakes when a backoff ends, and holds up its producer when too much waits.
package final class Dispatcher<Work: Sendable>: Sendable {
    package typealias Ticket = WorkQueue<Work>.Ticket

    /// What the queue looks like at a moment, for metrics.
    package struct Gauge: Sendable, Equatable {
        package let depth: Int
        package let running: Int
        package let backingOff: Int
    }

    private struct State {
        var queue: WorkQueue<Work>
        var idle: Deque<CheckedContinuation<Ticket?, Never>> = []
        var producers: [CheckedContinuation<Void, Never>] = []
        var inputEnded = false
        var stopped = false
        var alarm: (due: Duration, task: Task<Void, Never>)?
        var givenUp = 0
    }

    /// What has to be done once the lock is let go of.
    private struct Effects {
        var handed: [(CheckedContinuation<Ticket?, Never>, Ticket?)] = []
        var released: [CheckedContinuation<Void, Never>] = []
        var passed: [UInt64] = []

        func perform() {
            for (continuation, ticket) in handed { continuation.resume(returning: ticket) }
            for continuation in released { continuation.resume() }
        }
    }

    private let state: Mutex<State>
    private let capacity: Int
    private let patience: Duration
    private let start = ContinuousClock.now
    private let passed: @Sendable ([UInt64]) -> Void

    /// - Parameters:
    ///   - capacity: How many keys may stand in the line before `offer` waits.
    ///   - patience: After the end of the input, how far off a next attempt may be before it is given up.
    ///   - passed: Told of barriers that were passed.
    package init(
        policy: RetryPolicy = RetryPolicy(), capacity: Int = 1024, patience: Duration = .seconds(5),
        passed: @escaping @Sendable ([UInt64]) -> Void = { _ in }
    ) {
        state = Mutex(State(queue: WorkQueue(policy: policy)))
        self.capacity = max(1, capacity)
        self.patience = patience
        self.passed = passed
    }

    private var now: Duration { ContinuousClock.now - start }

    /// Whether nothing runs, waits or will come again.
    package var isEmpty: Bool { state.withLock { $0.queue.isEmpty } }

    /// Whether nothing is handed out any more.
    package var isStopped: Bool { state.withLock { $0.stopped } }

    /// How many pieces of work were given up after the end of the input.
    package var givenUp: Int { state.withLock { $0.givenUp } }

    /// The queue's lengths now.
    package var gauge: Gauge {
        state.withLock { Gauge(depth: $0.queue.depth, running: $0.queue.running, backingOff: $0.queue.backingOff) }
    }

    /// Adds work for a key; waits first while the line is too long.
    ///
    /// - Returns: The work that it replaces.
    package func offer(_ work: Work, for key: String) async -> Work? {
        await room()
        return add(work, for: key)
    }

    /// Adds work for a key at once.
    package func add(_ work: Work, for key: String) -> Work? {
        change { state in state.queue.offer(work, for: key, at: now) }
    }

    /// Sets a barrier behind everything offered so far.
    package func setBarrier(_ register: (UInt64) -> Void) {
        change { state in register(state.queue.setBarrier()) }
    }

    /// The next work; nil once the input has ended and nothing is left, or the dispatcher was stopped.
    package func next() async -> Ticket? {
        await withCheckedContinuation { continuation in
            change { state in state.idle.append(continuation) }
        }
    }

    /// Takes work back that is done.
    ///
    /// - Parameter next: What is to be done for the key afterwards, unless this failed or newer work is there.
    package func finish(_ ticket: Ticket, failed: Bool, followedBy next: Work? = nil) -> WorkQueue<Work>.Disposition {
        change { state in
            let limit = state.inputEnded ? patience : nil
            let next = state.stopped ? nil : next
            let disposition = state.queue.finish(
                ticket.key, failed: failed && !state.stopped, at: now, patience: limit, followedBy: next)
            if disposition == .givenUp { state.givenUp += 1 }
            return disposition
        }
    }

    /// Says that nothing will be offered any more: what is left is done, but nothing waits long for another attempt.
    package func endInput() {
        change { state in
            state.inputEnded = true
            state.givenUp += state.queue.giveUp(after: now + patience)
        }
    }

    /// Hands out nothing more; what runs may finish.
    package func stop() {
        change { state in
            state.stopped = true
            state.queue.discardWaiting()
        }
    }

    private func room() async {
        await withCheckedContinuation { continuation in
            let open = state.withLock { state in
                if state.queue.depth < capacity || state.stopped { return true }
                state.producers.append(continuation)
                return false
            }
            if open { continuation.resume() }
        }
    }

    /// Changes the state, and does what follows from it.
    private func change<Result>(_ body: (inout sending State) -> Result) -> Result {
        var effects = Effects()
        let result = state.withLock { state in
            let result = body(&state)
            settle(&state, &effects)
            return result
        }
        effects.perform()
        if !effects.passed.isEmpty { passed(effects.passed) }
        return result
    }

    private func settle(_ state: inout State, _ effects: inout Effects) {
        // Before anything is taken, and though nobody may take: what is due must not set an alarm again and again.
        state.queue.admitDue(at: now)
        while !state.idle.isEmpty, let ticket = state.stopped ? nil : state.queue.take(at: now) {
            if let continuation = state.idle.popFirst() { effects.handed.append((continuation, ticket)) }
        }
        if state.stopped || (state.inputEnded && state.queue.isEmpty) {
            effects.handed += state.idle.map { ($0, nil) }
            state.idle.removeAll()
        }
        if state.queue.depth < capacity || state.stopped {
            effects.released += state.producers
            state.producers.removeAll()
        }
        effects.passed = state.queue.passedBarriers()
        setAlarm(&state)
    }

    /// Wakes up when the next backoff ends.
    private func setAlarm(_ state: inout State) {
        guard let due = state.stopped ? nil : state.queue.nextDue else {
            state.alarm?.task.cancel()
            state.alarm = nil
            return
        }
        if let alarm = state.alarm, alarm.due <= due { return }
        state.alarm?.task.cancel()
        let wake = start + due
        state.alarm = (
            due,
            Task {
                do { try await Task.sleep(until: wake, clock: .continuous) } catch { return }
                self.ring(due)
            }
        )
    }

    private func ring(_ due: Duration) {
        change { state in
            if state.alarm?.due == due { state.alarm = nil }
        }
    }
}
