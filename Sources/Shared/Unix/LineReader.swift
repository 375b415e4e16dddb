/// Reads the lines of a descriptor, on a thread of its own, as fast as they are taken.
///
/// ```swift
/// let reader = try LineReader(try FileDescriptor(duplicating: 0), maximumLineBytes: 16 << 20)
/// while let lines = try await reader.nextBatch() { ... }
/// ```
///
/// The thread stops reading while `maximumQueuedBytes` wait to be taken, so that whoever writes at the other end is held up in
/// turn. There is one consumer: two concurrent calls of `nextBatch` share the lines between them in no order.
package final class LineReader: Sendable {
    private let queue: LineQueue

    /// Starts reading.
    ///
    /// - Parameters:
    ///   - descriptor: What to read: a pipe, a socket, a terminal or a file.
    ///   - follow: For a regular file, its path: at the end the reader waits for more, as `tail -F` does,
    ///     and begins again where the file was truncated or another has taken its place.
    ///   - maximumLineBytes: The longest line; a longer one is reported as `Line.Content.oversized`.
    ///   - maximumQueuedBytes: How many bytes may wait to be taken; what is read at once may be more than that.
    package init(
        _ descriptor: consuming FileDescriptor, follow: String? = nil, maximumLineBytes: Int = 16 << 20,
        maximumQueuedBytes: Int = 256 << 10
    ) throws(UnixError) {
        let queue = LineQueue(
            wakeup: try Wakeup(), maximumBytes: maximumQueuedBytes, splitter: LineSplitter(maximumLineBytes: maximumLineBytes))
        self.queue = queue
        let number = descriptor.release()
        do throws(UnixError) {
            try Thread.start("line reader") {
                var pump = LineReaderPump(descriptor: FileDescriptor(owning: number), followed: follow, queue: queue)
                pump.run()
            }
        } catch {
            _ = FileDescriptor(owning: number)
            throw error
        }
    }

    deinit {
        queue.stop()
    }

    /// The lines that have come since the last call, at least one; waits for the next while there is none.
    ///
    /// - Returns: Nil at the end of the input, after `stop()`, and when the task is cancelled.
    /// - Throws: `UnixError` if reading failed; after that, nil.
    package func nextBatch() async throws(UnixError) -> [Line]? {
        try await queue.take()
    }

    /// Ends reading: lines that wait can still be taken, then comes the end.
    ///
    /// The descriptor is closed soon after.
    package func stop() {
        queue.stop()
    }
}
