import Glibc
import Synchronization
import Unix

/// Where log lines go: whole lines to a descriptor, never waiting for its reader.
///
/// A line is written at once if the descriptor takes it. If its reader is slow, the lines wait in memory, at most
/// ``capacity`` bytes, and a thread of its own writes them; what does not fit is dropped, and how many lines were is told
/// in their place. Whoever logs goes on in any case: a full pipe on standard error must not stop the work.
package final class LogStream: Sendable {
    /// Standard error.
    package static let standardError = LogStream(descriptor: STDERR_FILENO)

    private let descriptor: Int32
    private let capacity: Int
    private let droppedNotice: @Sendable (Int) -> [UInt8]
    private let state = Mutex(State())

    private struct State {
        var waiting: [UInt8] = []
        var dropped = 0
        var isDraining = false
    }

    /// A stream to a descriptor that somebody else closes.
    ///
    /// - Parameters:
    ///   - descriptor: An open descriptor.
    ///   - capacity: The most bytes that wait for a slow reader.
    ///   - droppedNotice: The line that stands for lines that were dropped, with its newline.
    package init(
        descriptor: Int32, capacity: Int = 1 << 20,
        droppedNotice: @escaping @Sendable (Int) -> [UInt8] = {
            Array("(\($0) log lines were dropped: the reader is too slow)\n".utf8)
        }
    ) {
        self.descriptor = descriptor
        self.capacity = capacity
        self.droppedNotice = droppedNotice
    }

    /// Writes a line, which ends with a newline.
    package func write(_ line: [UInt8]) {
        state.withLock { state in
            if !state.isDraining && LogStream.isWritable(descriptor, within: 0) && line.count <= Int(PIPE_BUF) {
                LogStream.writeAll(line[...], to: descriptor)
                return
            }
            guard state.waiting.count + line.count <= capacity else {
                state.dropped += 1
                return
            }
            state.waiting += line
            if !state.isDraining { startDraining(&state) }
        }
    }

    /// Waits until everything is written, at most this long; for the end of the program.
    package func flush(within milliseconds: Int32) {
        var left = milliseconds
        while left > 0 && state.withLock({ $0.isDraining }) {
            usleep(1_000)
            left -= 1
        }
    }

    private func startDraining(_ state: inout State) {
        state.isDraining = true
        do throws(UnixError) {
            try Thread.start("log") { self.drain() }
        } catch {
            // Without a thread, the lines are written here: better late than never.
            state.isDraining = false
            LogStream.writeAll(state.waiting[...], to: descriptor)
            state.waiting = []
        }
    }

    private func drain() {
        while true {
            let batch: [UInt8]? = state.withLock { state in
                var batch = state.waiting
                if state.dropped > 0 { batch += droppedNotice(state.dropped) }
                state.dropped = 0
                state.waiting = []
                if batch.isEmpty { state.isDraining = false }
                return batch.isEmpty ? nil : batch
            }
            guard let batch else { return }
            LogStream.writeAll(batch[...], to: descriptor)
        }
    }

    private static func isWritable(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
        var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return Glibc.poll(&poll, 1, milliseconds) == 1 && poll.revents & Int16(POLLOUT) != 0
    }

    /// Writes everything; what cannot be written (nobody reads any more) is lost, as there is nowhere left to tell it.
    private static func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                _ = isWritable(descriptor, within: -1)
            } else if errno != EINTR {
                return
            }
        }
    }
}
