import Glibc
import Synchronization

/// What a writing thread and the tasks that write share: bytes that wait, bounded.
final class WriteQueue: Sendable {
    private struct State {
        var pending: [UInt8] = []
        /// Bytes queued and bytes done since the start: their difference is what waits or is being written.
        var queued: UInt64 = 0
        var written: UInt64 = 0
        var isClosing = false
        var isAbandoned = false
        var isClosed = false
        var failure: UnixError?
        var descriptor: Int32 = -1
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
        var nextWaiter: UInt64 = 0

        /// Takes out everyone who waits: each looks again for itself.
        mutating func takeWaiters() -> [CheckedContinuation<Void, Never>] {
            guard !waiters.isEmpty else { return [] }
            defer { waiters = [:] }
            return Array(waiters.values)
        }
    }

    /// Rung when there is something to write, and when the writer is to close.
    let wakeup: Wakeup
    private let maximumBytes: UInt64
    private let state = Mutex(State())

    init(wakeup: Wakeup, maximumBytes: Int) {
        self.wakeup = wakeup
        self.maximumBytes = UInt64(max(maximumBytes, 1))
    }

    // MARK: the tasks' side

    /// Queues what the closure appends, and a newline, once there is room.
    func append(_ line: (inout [UInt8]) -> Void) async throws(UnixError) {
        while true {
            let outcome: Result<(done: Bool, ring: Bool), UnixError> = state.withLock { state in
                if let error = refusal(state) { return .failure(error) }
                guard state.queued &- state.written < maximumBytes else { return .success((false, false)) }
                let wasEmpty = state.pending.isEmpty
                let before = state.pending.count
                line(&state.pending)
                state.pending.append(0x0A)
                state.queued &+= UInt64(state.pending.count - before)
                return .success((true, wasEmpty))
            }
            let (done, ring) = try outcome.get()
            if ring { wakeup.ring() }
            if done { return }
            guard !Task.isCancelled else { throw UnixError(ECANCELED, unableTo: "write") }
            await wait { $0.failure == nil && !$0.isClosing && $0.queued &- $0.written >= self.maximumBytes }
        }
    }

    private func refusal(_ state: borrowing State) -> UnixError? {
        if let failure = state.failure { return failure }
        return state.isClosing ? UnixError(EBADF, unableTo: "write", nil, detail: "the writer is closed") : nil
    }

    func flush() async throws(UnixError) {
        let target = state.withLock { $0.queued }
        while true {
            let outcome: Result<Bool, UnixError> = state.withLock { state in
                if state.written >= target { return .success(true) }
                if let failure = state.failure { return .failure(failure) }
                return .success(state.isClosed)
            }
            if try outcome.get() { return }
            guard !Task.isCancelled else { throw UnixError(ECANCELED, unableTo: "write") }
            await wait { $0.written < target && $0.failure == nil && !$0.isClosed }
        }
    }

    func close() {
        let waiters = state.withLock { state in
            state.isClosing = true
            return state.takeWaiters()
        }
        wakeup.ring()
        for waiter in waiters { waiter.resume() }
    }

    func abandon() {
        let waiters = state.withLock { state in
            state.isClosing = true
            state.isAbandoned = true
            // A thread that is held up in writing to a socket is freed by this; for a pipe it does nothing.
            if state.descriptor >= 0 { _ = shutdown(state.descriptor, Int32(SHUT_RDWR)) }
            return state.takeWaiters()
        }
        wakeup.ring()
        for waiter in waiters { waiter.resume() }
    }

    func untilClosed() async {
        while !Task.isCancelled, state.withLock({ !$0.isClosed }) {
            await wait { !$0.isClosed }
        }
    }

    /// Waits for anything to happen, if a condition still holds under the lock.
    private func wait(while condition: (borrowing State) -> Bool) async {
        let ticket = state.withLock { state in
            state.nextWaiter &+= 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let waits = state.withLock { state in
                    guard condition(state), !Task.isCancelled else { return false }
                    state.waiters[ticket] = continuation
                    return true
                }
                if !waits { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: ticket) }?.resume()
        }
    }

    // MARK: the thread's side

    /// What the writing thread is to do next.
    enum Order { case write([UInt8]), wait, finish }

    /// Takes what waits, leaving an emptied buffer in its place.
    func next(reusing buffer: consuming [UInt8]) -> Order {
        buffer.removeAll(keepingCapacity: buffer.capacity <= 1 << 20)
        return state.withLock { state in
            if state.isAbandoned || state.failure != nil { return .finish }
            if state.pending.isEmpty { return state.isClosing ? .finish : .wait }
            swap(&buffer, &state.pending)
            return .write(buffer)
        }
    }

    func opened(_ descriptor: Int32) {
        state.withLock { $0.descriptor = descriptor }
    }

    func wrote(_ count: Int) {
        let waiters = state.withLock { state in
            state.written &+= UInt64(count)
            return state.takeWaiters()
        }
        for waiter in waiters { waiter.resume() }
    }

    func failed(_ error: UnixError) {
        let waiters = state.withLock { state in
            state.failure = error
            state.pending = []
            return state.takeWaiters()
        }
        for waiter in waiters { waiter.resume() }
    }

    /// The thread is about to close the descriptor: nobody may touch its number any more.
    func closing() {
        state.withLock { $0.descriptor = -1 }
    }

    func closed() {
        let waiters = state.withLock { state in
            state.isClosed = true
            state.isClosing = true
            return state.takeWaiters()
        }
        for waiter in waiters { waiter.resume() }
    }
}
