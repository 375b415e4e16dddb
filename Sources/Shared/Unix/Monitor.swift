import Synchronization

/// State under a lock, and tasks that wait for it to change.
///
/// What a condition variable is to threads: whoever waits is woken by every change and looks again for itself.
///
/// ```swift
/// let room = Monitor(0)
/// await room.wait { $0 >= 10 }          // until the number is below 10, or something else changed it
/// room.update { $0 += 1 }
/// ```
package final class Monitor<State: Sendable>: Sendable {
    private struct Guarded {
        var state: State
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var lastTicket: UInt64 = 0
    }

    private let guarded: Mutex<Guarded>

    /// A monitor of a state to begin with.
    package init(_ state: State) {
        guarded = Mutex(Guarded(state: state))
    }

    /// Looks at the state, or changes it in a way that nobody waits for.
    package func withLock<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        guarded.withLock { body(&$0.state) }
    }

    /// Changes the state and wakes everyone who waits.
    package func update<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
        update(waking: { _ in true }, body)
    }

    /// Changes the state and wakes everyone who waits if the result says that something has changed.
    ///
    /// Those who would try again and again without success must not wake each other in turn.
    package func update<Result: Sendable>(waking: (Result) -> Bool, _ body: (inout State) -> Result) -> Result {
        let (result, woken) = guarded.withLock { guarded in
            let result = body(&guarded.state)
            guard !guarded.waiters.isEmpty, waking(result) else { return (result, [CheckedContinuation<Void, Never>]()) }
            defer { guarded.waiters = [:] }
            return (result, Array(guarded.waiters.values))
        }
        for waiter in woken { waiter.resume() }
        return result
    }

    /// Waits for the next change, unless the condition is false already.
    ///
    /// Returns at once if the task is cancelled.
    ///
    /// The condition may be true still when this returns: call it in a loop that looks.
    package func wait(while condition: (borrowing State) -> Bool) async {
        let ticket = guarded.withLock { guarded in
            guarded.lastTicket &+= 1
            return guarded.lastTicket
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = guarded.withLock { guarded in
                    // Asked under the lock: a cancellation from here on finds the continuation.
                    guard condition(guarded.state), !Task.isCancelled else { return false }
                    guarded.waiters[ticket] = continuation
                    return true
                }
                if !waits { continuation.resume() }
            }
        } onCancel: {
            guarded.withLock { $0.waiters.removeValue(forKey: ticket) }?.resume()
        }
    }
}
