/// What a reading thread and the consuming task share: lines that wait, bounded by their bytes.
final class LineQueue: Sendable {
    private struct State {
        var lines: [Line] = []
        var bytes = 0
        var isStopped = false
        var isFinished = false
        /// Why reading failed: handed out once, after the lines before it.
        var failure: UnixError?
    }

    /// What the reading thread is to do next.
    enum Order { case read, wait, stop }

    /// Rung when there is room again, and when reading is to stop.
    let wakeup: Wakeup
    private let maximumBytes: Int
    private let monitor = Monitor(State())

    init(wakeup: Wakeup, maximumBytes: Int) {
        self.wakeup = wakeup
        self.maximumBytes = maximumBytes
    }

    /// The reading thread's next step.
    var order: Order {
        monitor.withLock { state in
            if state.isStopped { return .stop }
            return state.bytes >= maximumBytes ? .wait : .read
        }
    }

    /// Hands lines over; from the reading thread.
    func append(_ lines: [Line]) {
        guard !lines.isEmpty else { return }
        let bytes = lines.reduce(0) { $0 + $1.queuedBytes }
        monitor.update { state in
            if state.lines.isEmpty { state.lines = lines } else { state.lines.append(contentsOf: lines) }
            state.bytes += bytes
        }
    }

    /// Nothing more will come; from the reading thread.
    func finish(_ failure: UnixError?) {
        monitor.update { state in
            state.isFinished = true
            state.failure = failure
        }
    }

    /// Ends reading at the consumer's wish.
    func stop() {
        monitor.update { $0.isStopped = true }
        wakeup.ring()
    }

    /// What a look at the state gave the consumer.
    private enum Taken: Sendable { case lines([Line], wasFull: Bool), failure(UnixError), end, nothing }

    /// Takes all lines that wait, or waits for some; nil at the end.
    func take() async throws(UnixError) -> [Line]? {
        while !Task.isCancelled {
            let taken = monitor.withLock { state -> Taken in
                if !state.lines.isEmpty {
                    defer { (state.lines, state.bytes) = ([], 0) }
                    return .lines(state.lines, wasFull: state.bytes >= maximumBytes)
                }
                if let failure = state.failure.take() { return .failure(failure) }
                return state.isFinished || state.isStopped ? .end : .nothing
            }
            switch taken {
            case .lines(let lines, let wasFull):
                if wasFull { wakeup.ring() }
                return lines
            case .failure(let error): throw error
            case .end: return nil
            case .nothing: await monitor.wait { $0.lines.isEmpty && !$0.isFinished && !$0.isStopped }
            }
        }
        return nil
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
