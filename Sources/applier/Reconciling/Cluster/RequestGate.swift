import DequeModule
import Synchronization

/// Bounds how many requests are in flight; who comes when all places are taken waits in line.
package final class RequestGate: Sendable {
    private struct State {
        var free: Int
        var waiting: Deque<CheckedContinuation<Void, Never>> = []
    }

    private let state: Mutex<State>

    /// - Parameter limit: How many may be in flight; at least 1.
    package init(limit: Int) { state = Mutex(State(free: max(1, limit))) }

    /// Runs `body` in one of the places.
    package func withPlace<Result, Failure: Error>(
        _ body: () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let entered = state.withLock { state in
            guard state.free > 0 else { return false }
            state.free -= 1
            return true
        }
        if !entered { await line() }
        defer { leave() }
        return try await body()
    }

    private func line() async {
        await withCheckedContinuation { continuation in
            let entered = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if entered { continuation.resume() }
        }
    }

    private func leave() {
        // A place that is handed on never becomes free in between, so that the line is served in its order.
        let next = state.withLock { state in
            let next = state.waiting.popFirst()
            if next == nil { state.free += 1 }
            return next
        }
        next?.resume()
    }
}
