import Synchronization

/// Lets a cancellation, which may come before, while or after a transfer is posted, find the transfer.
final class Ticket: Sendable {
    private enum State {
        case issued
        case redeemed(Transfer)
        case cancelled
    }

    private let state = Mutex(State.issued)

    /// Ties `transfer` to it; false if it was cancelled before.
    func redeem(_ transfer: Transfer) -> Bool {
        state.withLock { state in
            if case .cancelled = state { return false }
            state = .redeemed(transfer)
            return true
        }
    }

    /// Cancels it; the transfer tied to it, if there is one.
    func cancel() -> Transfer? {
        state.withLock { state in
            defer { state = .cancelled }
            if case .redeemed(let transfer) = state { return transfer }
            return nil
        }
    }
}
