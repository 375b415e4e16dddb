/// Writes lines to a descriptor, on a thread of its own; lines that come while it writes leave together in one `write(2)`.
///
/// ```swift
/// let writer = try LineWriter(try FileDescriptor(duplicating: 1))
/// try await writer.write(line)          // waits only while too much waits to be written
/// try await writer.flush()
/// ```
///
/// The thread also notices when the reader goes away while nothing is written.
package final class LineWriter: Sendable {
    private let queue: WriteQueue

    /// Starts a writer.
    ///
    /// - Parameters:
    ///   - descriptor: What to write to: a pipe, a socket, a terminal or a file.
    ///   - subject: What error messages call it.
    ///   - maximumQueuedBytes: How many bytes may wait before `write` waits; one line more than that always may.
    ///   - onFailure: Called once, on the writer's thread, when writing failed or the reader went away.
    package init(
        _ descriptor: consuming FileDescriptor, subject: String? = nil, maximumQueuedBytes: Int = 256 << 10,
        onFailure: (@Sendable (UnixError) -> Void)? = nil
    ) throws(UnixError) {
        Process.ignoreBrokenPipes()
        let queue = WriteQueue(wakeup: try Wakeup(), maximumBytes: maximumQueuedBytes)
        self.queue = queue
        let number = descriptor.release()
        do throws(UnixError) {
            try Thread.start("line writer") {
                let pump = LineWriterPump(
                    descriptor: FileDescriptor(owning: number), subject: subject, queue: queue, onFailure: onFailure)
                pump.run()
            }
        } catch {
            _ = FileDescriptor(owning: number)
            throw error
        }
    }

    deinit {
        queue.close()
    }

    /// Queues a line; a newline is added.
    ///
    /// - Throws: `UnixError` with the code `EPIPE` once the reader is gone, `EBADF` after `close()`, `ECANCELED` if the task is
    ///   cancelled while it waits for room, or another if writing failed.
    package func write(_ line: some Collection<UInt8>) async throws(UnixError) {
        try await queue.append { $0.append(contentsOf: line) }
    }

    /// Queues a line, or several with newlines between them, that a closure appends to the buffer of what waits, so that
    /// they are copied once; a newline is added.
    package func write(appending line: (inout [UInt8]) -> Void) async throws(UnixError) {
        try await queue.append(line)
    }

    /// Waits until everything queued so far was handed to the kernel.
    package func flush() async throws(UnixError) {
        try await queue.flush()
    }

    /// Writes what waits, then closes the descriptor; returns once that is done, without an error even if it failed.
    package func close() async {
        queue.close()
        await queue.untilClosed()
    }

    /// Waits until the writer has ended: writing failed, the reader went away or it was closed.
    ///
    /// - Returns: Why writing failed, if it did; nil as well if the task is cancelled.
    package func untilEnded() async -> UnixError? {
        await queue.untilClosed()
        return queue.failure
    }

    /// Gives up what waits and closes the descriptor soon.
    package func abandon() {
        queue.abandon()
    }
}
