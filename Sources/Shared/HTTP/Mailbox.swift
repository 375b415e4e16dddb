import CCurl
import Synchronization

/// What tasks ask of the loop's thread, in order.
final class Mailbox: Sendable {
    /// Something to do on the loop's thread.
    enum Command: Sendable {
        /// Begin this transfer.
        case start(Transfer)
        /// End it with an error of kind `cancelled`, if it has not ended.
        case cancel(Transfer)
        /// Its reader has caught up: receive more.
        case resume(Transfer)
        /// End everything.
        case stop
    }

    /// The multi handle, to be woken and nothing else.
    // Unchecked: curl_multi_wakeup is the one function of a multi handle that any thread may call at any time.
    private struct Bell: @unchecked Sendable {
        let multi: UnsafeMutableRawPointer
    }

    private struct State {
        var commands: [Command] = []
        var bell: Bell?
        var isStopping = false
    }

    private let state: Mutex<State>

    /// A mailbox of the loop that waits in `multi`.
    init(multi: UnsafeMutableRawPointer) {
        let bell = Bell(multi: multi)
        state = Mutex(State(bell: bell))
    }

    /// Hands `command` to the loop; false if the loop has ended, or was asked to.
    @discardableResult
    func post(_ command: Command) -> Bool {
        state.withLock { state in
            guard let bell = state.bell, !state.isStopping else { return false }
            if case .stop = command { state.isStopping = true }
            state.commands.append(command)
            // One ring is enough for all that is waiting.
            if state.commands.count == 1 { curl_multi_wakeup(bell.multi) }
            return true
        }
    }

    /// Swaps what is waiting into `commands`, which has to be empty.
    func take(into commands: inout [Command]) {
        state.withLock { swap(&$0.commands, &commands) }
    }

    /// Accepts no more; after this the multi handle is not touched again.
    ///
    /// Returns what was still waiting.
    func close() -> [Command] {
        state.withLock { state in
            state.bell = nil
            defer { state.commands = [] }
            return state.commands
        }
    }
}
