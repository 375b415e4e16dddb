import Synchronization

/// What connects the loop, which receives a response, to the task that reads it as a stream.
///
/// The loop appends to it, the task takes all there is at once. While more than the high water mark waits, the loop leaves
/// further bytes with libcurl, whose window then closes, so that the server waits for the reader.
final class StreamBuffer: Sendable {
    private struct State {
        var head: (status: Int, headers: HTTPHeaders)?
        var bytes: [UInt8] = []
        var isPaused = false
        var end: Result<Void, HTTPError>?
        var headWaiter: CheckedContinuation<Result<(status: Int, headers: HTTPHeaders), HTTPError>, Never>?
        var byteWaiter: CheckedContinuation<Result<[UInt8]?, HTTPError>, Never>?
    }

    private let state = Mutex(State())
    private let highWater: Int

    init(highWater: Int) {
        self.highWater = highWater
    }

    // The loop's side.

    func receive(status: Int, headers: HTTPHeaders) {
        let waiter = state.withLock { state in
            state.head = (status, headers)
            defer { state.headWaiter = nil }
            return state.headWaiter
        }
        waiter?.resume(returning: .success((status, headers)))
    }

    /// Takes a piece of the body; false: not now, ask again when the reader has caught up.
    func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        enum Step {
            case kept, refused
            case handed(CheckedContinuation<Result<[UInt8]?, HTTPError>, Never>)
        }
        let step = state.withLock { state -> Step in
            if let waiter = state.byteWaiter {
                state.byteWaiter = nil
                return .handed(waiter)
            }
            guard state.bytes.count < highWater else {
                state.isPaused = true
                return .refused
            }
            state.bytes.append(contentsOf: bytes)
            return .kept
        }
        switch step {
        case .kept: return true
        case .refused: return false
        case .handed(let waiter):
            waiter.resume(returning: .success([UInt8](bytes)))
            return true
        }
    }

    func finish(_ failure: HTTPError?) {
        let end: Result<Void, HTTPError> = failure.map { .failure($0) } ?? .success(())
        let (headWaiter, byteWaiter) = state.withLock { state in
            guard state.end == nil else { return (nil, nil) as (HeadWaiter?, ByteWaiter?) }
            state.end = end
            defer {
                state.headWaiter = nil
                state.byteWaiter = nil
            }
            return (state.headWaiter, state.byteWaiter)
        }
        if let failure {
            headWaiter?.resume(returning: .failure(failure))
            byteWaiter?.resume(returning: .failure(failure))
        } else {
            headWaiter?.resume(returning: .failure(HTTPError(.invalidResponse, host: "the server", reason: "no status line")))
            byteWaiter?.resume(returning: .success(nil))
        }
    }

    typealias HeadWaiter = CheckedContinuation<Result<(status: Int, headers: HTTPHeaders), HTTPError>, Never>
    typealias ByteWaiter = CheckedContinuation<Result<[UInt8]?, HTTPError>, Never>

    // The reader's side.

    /// Waits for the status and the headers; `started` is called once somebody waits.
    func head(_ started: () -> Void) async -> Result<(status: Int, headers: HTTPHeaders), HTTPError> {
        await withCheckedContinuation { continuation in
            state.withLock { $0.headWaiter = continuation }
            started()
        }
    }

    /// Waits for bytes and takes all there are; nil at the end.
    ///
    /// `caughtUp` is called if the loop was made to wait. There is one reader: a second call while one waits is a programming error and ends the first with `cancelled`.
    func take(_ caughtUp: () -> Void) async -> Result<[UInt8]?, HTTPError> {
        let (ready, wasPaused) = state.withLock { Self.grab(&$0) }
        if wasPaused { caughtUp() }
        if let ready { return ready }
        return await withCheckedContinuation { wait($0, caughtUp) }
    }

    /// Takes what there is: bytes, or the end; nil if there is neither.
    ///
    /// Also whether the loop was made to wait, and need no longer.
    private static func grab(_ state: inout State) -> (Result<[UInt8]?, HTTPError>?, wasPaused: Bool) {
        if state.bytes.isEmpty { return (state.end.map { $0.map { nil } }, false) }
        defer {
            state.bytes = []
            state.isPaused = false
        }
        return (.success(state.bytes), state.isPaused)
    }

    private func wait(_ continuation: ByteWaiter, _ caughtUp: () -> Void) {
        // What came since the first look is taken now.
        let (ready, wasPaused, former) = state.withLock { state in
            let (ready, wasPaused) = Self.grab(&state)
            guard ready == nil else { return (ready, wasPaused, nil as ByteWaiter?) }
            defer { state.byteWaiter = continuation }
            return (nil, false, state.byteWaiter)
        }
        if wasPaused { caughtUp() }
        if let ready { continuation.resume(returning: ready) }
        former?.resume(returning: .failure(HTTPError(.cancelled, host: "the stream", reason: "it is read twice at once")))
    }
}
