/// What the watching thread and the consumer of a `DirectoryWatcher` share: one change, which grows until it is taken.
final class ChangeQueue: Sendable {
    private struct State {
        var change: DirectoryChange?
        var isStopped = false
    }

    /// Rung when the thread is to stop.
    let wakeup: Wakeup
    private let monitor = Monitor(State())

    init(wakeup: Wakeup) {
        self.wakeup = wakeup
    }

    var isStopped: Bool { monitor.withLock { $0.isStopped } }

    func add(_ change: DirectoryChange) {
        monitor.update { state in
            if state.change == nil { state.change = change } else { state.change?.merge(change) }
        }
    }

    func stop() {
        monitor.update { $0.isStopped = true }
        wakeup.ring()
    }

    func take() async -> DirectoryChange? {
        while !Task.isCancelled {
            let (change, isStopped) = monitor.withLock { ($0.change.take(), $0.isStopped) }
            if change != nil || isStopped { return change }
            await monitor.wait { $0.change == nil && !$0.isStopped }
        }
        return nil
    }
}
