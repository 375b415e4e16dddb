import Glibc

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

        /// Why nothing more can be queued, if nothing can.
        var refusal: UnixError? {
            failure ?? (isClosing ? UnixError(EBADF, unableTo: "write", nil, detail: "the writer is closed") : nil)
        }
    }

    /// What the writing thread is to do next.
    enum Order { case write([UInt8]), wait, finish }

    /// Rung when there is something to write, and when the writer is to close.
    let wakeup: Wakeup
    private let maximumBytes: UInt64
    private let monitor = Monitor(State())

    init(wakeup: Wakeup, maximumBytes: Int) {
        self.wakeup = wakeup
        self.maximumBytes = UInt64(max(maximumBytes, 1))
    }
}

/// The tasks' side.
extension WriteQueue {
    /// Queues what the closure appends, and a newline, once there is room.
    func append(_ line: (inout [UInt8]) -> Void) async throws(UnixError) {
        while true {
            let outcome: Result<(done: Bool, ring: Bool), UnixError> = monitor.withLock { state in
                if let error = state.refusal { return .failure(error) }
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
            await monitor.wait { $0.refusal == nil && $0.queued &- $0.written >= self.maximumBytes }
        }
    }

    /// Waits until what is queued now is written.
    func flush() async throws(UnixError) {
        let target = monitor.withLock { $0.queued }
        while true {
            let outcome: Result<Bool, UnixError> = monitor.withLock { state in
                if state.written >= target { return .success(true) }
                if let failure = state.failure { return .failure(failure) }
                return .success(state.isClosed)
            }
            if try outcome.get() { return }
            guard !Task.isCancelled else { throw UnixError(ECANCELED, unableTo: "write") }
            await monitor.wait { $0.written < target && $0.failure == nil && !$0.isClosed }
        }
    }

    /// Nothing more is queued; the thread finishes once it has written what waits.
    func close() {
        monitor.update { $0.isClosing = true }
        wakeup.ring()
    }

    /// Nothing more is written.
    func abandon() {
        monitor.update { state in
            state.isClosing = true
            state.isAbandoned = true
            // A thread that is held up in writing to a socket is freed by this; for a pipe it does nothing.
            if state.descriptor >= 0 { _ = shutdown(state.descriptor, Int32(SHUT_RDWR)) }
        }
        wakeup.ring()
    }

    /// Waits until the descriptor is closed, or the task cancelled.
    func untilClosed() async {
        while !Task.isCancelled, monitor.withLock({ !$0.isClosed }) {
            await monitor.wait { !$0.isClosed }
        }
    }

    /// Why writing failed, if it did.
    var failure: UnixError? { monitor.withLock { $0.failure } }
}

/// The thread's side.
extension WriteQueue {
    /// Takes what waits, leaving an emptied buffer in its place.
    func next(reusing buffer: consuming [UInt8]) -> Order {
        // A buffer that a very long line has blown up is given back instead.
        buffer.removeAll(keepingCapacity: buffer.capacity <= 1 << 20)
        var spare = buffer
        return monitor.withLock { state in
            if state.isAbandoned || state.failure != nil { return .finish }
            if state.pending.isEmpty { return state.isClosing ? .finish : .wait }
            swap(&spare, &state.pending)
            return .write(spare)
        }
    }

    /// The thread writes to this descriptor now.
    func opened(_ descriptor: Int32) {
        monitor.withLock { $0.descriptor = descriptor }
    }

    /// So many bytes more are written.
    func wrote(_ count: Int) {
        monitor.update { $0.written &+= UInt64(count) }
    }

    /// Writing failed for good.
    func failed(_ error: UnixError) {
        monitor.update { state in
            state.failure = error
            state.pending = []
        }
    }

    /// The thread is about to close the descriptor: nobody may touch its number any more.
    func closing() {
        monitor.withLock { $0.descriptor = -1 }
    }

    /// The descriptor is closed and the thread about to end.
    func closed() {
        monitor.update { state in
            state.isClosed = true
            state.isClosing = true
        }
    }
}
