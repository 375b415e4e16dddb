import Synchronization

/// What a reading thread and the consuming task share: bytes that wait, bounded, which the consumer cuts into lines.
///
/// So the lines' memory comes from the threads that give it back, too.
final class LineQueue: Sendable {
    /// What the reading thread hands over, in its order.
    enum Piece: Sendable {
        case bytes([UInt8])
        /// What follows is read from the start of the file, or of another one.
        case restart
        /// The input has come to its end.
        case end

        /// What the piece counts for in the queue: its bytes and what an array and the queue's entry take besides.
        fileprivate var queuedBytes: Int {
            if case .bytes(let bytes) = self { bytes.count + 64 } else { 64 }
        }
    }

    private struct State {
        var pieces: [Piece] = []
        var bytes = 0
        var isStopped = false
        var isFinished = false
        /// Why reading failed: handed out once, after the lines before it.
        var failure: UnixError?
    }

    /// What the reading thread is to do next.
    enum Order { case read, wait, stop }

    /// Rung when there is room again, and when reading is to stop.
    let wakeup: Wakeup
    private let maximumBytes: Int
    private let monitor = Monitor(State())
    private let splitter: Mutex<LineSplitter>

    init(wakeup: Wakeup, maximumBytes: Int, splitter: LineSplitter) {
        self.wakeup = wakeup
        self.maximumBytes = maximumBytes
        self.splitter = Mutex(splitter)
    }

    /// The reading thread's next step.
    var order: Order {
        monitor.withLock { state in
            if state.isStopped { return .stop }
            return state.bytes >= maximumBytes ? .wait : .read
        }
    }

    /// Hands something over; from the reading thread.
    func append(_ piece: Piece) {
        monitor.update { state in
            state.pieces.append(piece)
            state.bytes += piece.queuedBytes
        }
    }

    /// Nothing more will come; from the reading thread.
    func finish(_ failure: UnixError?) {
        monitor.update { state in
            state.isFinished = true
            state.failure = failure
        }
    }

    /// Ends reading at the consumer's wish.
    func stop() {
        monitor.update { $0.isStopped = true }
        wakeup.ring()
    }

    /// What a look at the state gave the consumer.
    private enum Taken: Sendable { case pieces([Piece], wasFull: Bool), failure(UnixError), end, nothing }

    /// Takes all lines that wait, or waits for some; nil at the end.
    func take() async throws(UnixError) -> [Line]? {
        while !Task.isCancelled {
            let (taken, lines) = splitter.withLock { splitter in
                let taken = takeAny()
                guard case .pieces(let pieces, _) = taken else { return (taken, [Line]()) }
                return (taken, Self.lines(of: pieces, &splitter))
            }
            switch taken {
            case .pieces(_, let wasFull):
                if wasFull { wakeup.ring() }
                if !lines.isEmpty { return lines }
            case .failure(let error): throw error
            case .end: return nil
            case .nothing: await monitor.wait { $0.pieces.isEmpty && !$0.isFinished && !$0.isStopped }
            }
        }
        return nil
    }

    private func takeAny() -> Taken {
        monitor.withLock { state in
            if !state.pieces.isEmpty {
                defer { (state.pieces, state.bytes) = ([], 0) }
                return .pieces(state.pieces, wasFull: state.bytes >= maximumBytes)
            }
            if let failure = state.failure.take() { return .failure(failure) }
            return state.isFinished || state.isStopped ? .end : .nothing
        }
    }

    private static func lines(of pieces: [Piece], _ splitter: inout LineSplitter) -> [Line] {
        var lines: [Line] = []
        for piece in pieces {
            switch piece {
            case .bytes(let bytes): bytes.withUnsafeBytes { splitter.feed($0, into: &lines) }
            case .restart: splitter.restart()
            case .end: splitter.finish(into: &lines)
            }
        }
        return lines
    }
}
