import Unix

/// Whether anybody reads yet: nothing is told before.
final class Consumers: Sendable {
    private let hasArrived = Monitor(false)

    /// Somebody reads; answers whether it is the first.
    func arrive() -> Bool {
        hasArrived.update { hasArrived in
            defer { hasArrived = true }
            return !hasArrived
        }
    }

    /// Waits for the first reader, or less if the task is cancelled.
    func first() async {
        while !Task.isCancelled, !hasArrived.withLock({ $0 }) { await hasArrived.wait { !$0 } }
    }
}
