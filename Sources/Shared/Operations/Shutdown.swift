import Synchronization

/// The wish that the program stops, told to all of its parts: they take up nothing new and finish what is in flight.
///
/// ```swift
/// try await shutdown.cancelling { try await watcher.run() }   // returns when the watcher does, which it is asked to
/// ```
package final class Shutdown: Sendable {
    private let state = Mutex(State())

    private struct State {
        var isRequested = false
        var nextIdentifier: UInt64 = 0
        var actions: [UInt64: @Sendable () -> Void] = [:]
    }

    package init() {}

    /// Whether the program was asked to stop.
    package var isRequested: Bool { state.withLock { $0.isRequested } }

    /// Asks the program to stop. Only the first call does anything.
    package func request() {
        let actions = state.withLock { state in
            guard !state.isRequested else { return [@Sendable () -> Void]() }
            state.isRequested = true
            defer { state.actions = [:] }
            return state.actions.sorted { $0.key < $1.key }.map(\.value)
        }
        for action in actions { action() }
    }

    /// Does something once when the program is asked to stop, at once if it was already. It must not block.
    ///
    /// - Returns: What ``forget(_:)`` takes; nil if the action was done already.
    @discardableResult
    package func onRequest(_ action: @escaping @Sendable () -> Void) -> UInt64? {
        let identifier: UInt64? = state.withLock { state in
            guard !state.isRequested else { return nil }
            state.nextIdentifier += 1
            state.actions[state.nextIdentifier] = action
            return state.nextIdentifier
        }
        if identifier == nil { action() }
        return identifier
    }

    /// Takes back an action that was not done yet.
    package func forget(_ identifier: UInt64?) {
        guard let identifier else { return }
        state.withLock { _ = $0.actions.removeValue(forKey: identifier) }
    }

    /// Waits until the program is asked to stop, or the task is cancelled.
    package func requested() async {
        let (stream, continuation) = AsyncStream<Never>.makeStream()
        let identifier = onRequest { continuation.finish() }
        for await _ in stream {}
        forget(identifier)
    }

    /// Runs an operation and cancels it when the program is asked to stop; it returns when the operation does.
    package func cancelling<Result: Sendable, Failure: Error>(
        _ operation: @escaping @Sendable () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let task = Task { () async -> Swift.Result<Result, Failure> in
            do throws(Failure) { return .success(try await operation()) } catch { return .failure(error) }
        }
        let identifier = onRequest { task.cancel() }
        defer { forget(identifier) }
        return try await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }.get()
    }
}
