import Synchronization

/// What a reading thread and the consuming task share: lines that wait, bounded by their bytes.
final class LineQueue: Sendable {
    private struct State {
        var lines: [Line] = []
        var bytes = 0
        var isStopped = false
        /// Set once nothing more will come; the error is handed out once.
        var end: UnixError??
        var waiter: CheckedContinuation<Void, Never>?
    }

    /// Rung when there is room again, and when reading is to stop.
    let wakeup: Wakeup
    private let maximumBytes: Int
    private let state = Mutex(State())

    init(wakeup: Wakeup, maximumBytes: Int) {
        self.wakeup = wakeup
        self.maximumBytes = maximumBytes
    }

    /// What the reading thread is to do next.
    enum Order { case read, wait, stop }

    /// The reading thread's next step.
    var order: Order {
        state.withLock { state in
            if state.isStopped { return .stop }
            return state.bytes >= maximumBytes ? .wait : .read
        }
    }

    /// Hands lines over; from the reading thread.
    func append(_ lines: [Line]) {
        guard !lines.isEmpty else { return }
        let bytes = lines.reduce(0) { $0 + $1.queuedBytes }
        let waiter = state.withLock { state in
            if state.lines.isEmpty { state.lines = lines } else { state.lines.append(contentsOf: lines) }
            state.bytes += bytes
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// Nothing more will come; from the reading thread.
    func finish(_ error: UnixError?) {
        let waiter = state.withLock { state in
            state.end = .some(error)
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// Ends reading at the consumer's wish.
    func stop() {
        let waiter = state.withLock { state in
            state.isStopped = true
            return state.waiter.take()
        }
        waiter?.resume()
        wakeup.ring()
    }

    func take() async throws(UnixError) -> [Line]? {
        while true {
            if Task.isCancelled { return nil }
            let (lines, wasFull, end) = state.withLock { state in
                let taken = state.lines
                let wasFull = state.bytes >= maximumBytes
                state.lines = []
                state.bytes = 0
                var end = state.end
                if taken.isEmpty, end != nil { state.end = .some(nil) }
                if end == nil, state.isStopped { end = .some(nil) }
                return (taken, wasFull, end)
            }
            if wasFull { wakeup.ring() }
            if !lines.isEmpty { return lines }
            if let end {
                if let error = end { throw error }
                return nil
            }
            await waitForLines()
        }
    }

    private func waitForLines() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let (resumed, displaced) = state.withLock { state -> (Bool, CheckedContinuation<Void, Never>?) in
                    if !state.lines.isEmpty || state.end != nil || state.isStopped || Task.isCancelled { return (true, nil) }
                    let displaced = state.waiter
                    state.waiter = continuation
                    return (false, displaced)
                }
                displaced?.resume()
                if resumed { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiter.take() }?.resume()
        }
    }
}

extension Line {
    /// What the line counts for in a bounded queue: its bytes and what an array and a queue's entry take besides.
    fileprivate var queuedBytes: Int {
        switch content {
        case .bytes(let bytes): bytes.count + 64
        case .oversized: 64
        }
    }
}
