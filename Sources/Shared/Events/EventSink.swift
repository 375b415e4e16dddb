import Glibc
import Unix

/// A link opened for output: sends events, holding up the sender while too many wait to be written.
///
/// ```swift
/// let sink = try EventSink(link, recording: "events.ndjson")
/// try await sink.send(event)
/// ```
///
/// To a socket, one consumer is connected at a time and the next waits until it has gone. What had not reached a consumer that went
/// away is dropped: its successor starts from nothing, and a producer tells its whole state again on each of `consumers`.
package final class EventSink: Sendable {
    private struct State {
        var writer: LineWriter?
        var consumerCount = 0
        var isClosed = false
        var failure: LinkError?
    }

    /// Where the events go.
    package let link: Link
    /// A number for each consumer that connects, 1 for the first.
    ///
    /// A pipe and a file count as a consumer that is there from the start. A number that nobody has taken when the next comes
    /// is left out.
    package let consumers: AsyncStream<Int>
    private let connected: AsyncStream<Int>.Continuation
    private let absentConsumer: AbsentConsumer
    private let recorder: LineWriter?
    private let listener: UnixSocketListener?
    private let monitor = Monitor(State())

    /// Opens a link.
    ///
    /// - Parameters:
    ///   - link: Where to write. A file is made with the mode 0600 or emptied; a socket is listened on.
    ///   - recording: The path of a file that keeps every event sent, without the contents of Secrets; made with the mode 0600
    ///     or appended to.
    ///   - absentConsumer: What to do while nobody is connected to a socket.
    package init(
        _ link: Link, recording: String? = nil, whenAbsent absentConsumer: AbsentConsumer = .wait
    ) throws(LinkError) {
        self.link = link
        self.absentConsumer = absentConsumer
        (consumers, connected) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingNewest(1))
        do throws(UnixError) {
            recorder = try recording.map { path throws(UnixError) in
                try LineWriter(EventSink.open(path, adding: O_APPEND), subject: path)
            }
        } catch {
            throw .recording(error)
        }
        do throws(UnixError) {
            if case .socket(let path) = link { listener = try UnixSocketListener(path) } else { listener = nil }
            switch link {
            case .standard: try start(FileDescriptor(duplicating: 1), subject: "standard output")
            case .file(let path): try start(EventSink.open(path, adding: O_TRUNC), subject: path)
            case .socket: beginServing()
            }
        } catch {
            throw .unix(error)
        }
    }

    deinit {
        connected.finish()
        listener?.close()
    }

    /// Sends an event: queues its line, waiting while too many bytes wait already or, for a socket, until a consumer is there.
    ///
    /// - Throws: `LinkError.consumerGone` once the reader of a pipe is gone, `.closed` after `close()` or when the task is cancelled
    ///   while it waits, `.unix` or `.recording` if writing failed.
    package func send(_ event: Event) async throws(LinkError) {
        try await send([event])
    }

    /// Sends events together, as ``send(_:)`` does one: they are queued at once, so that few writes take many.
    package func send(_ events: [Event]) async throws(LinkError) {
        guard !events.isEmpty else { return }
        for event in events { try await record(event) }
        while let writer = try await writer() {
            do throws(UnixError) {
                return try await writer.write { buffer in
                    for (index, event) in events.enumerated() {
                        if index > 0 { buffer.append(UInt8(ascii: "\n")) }
                        buffer.append(contentsOf: event.line)
                    }
                }
            } catch {
                try await handle(error, of: writer)
            }
        }
    }

    /// Sends an event to one consumer only: the one with this number in ``consumers``.
    ///
    /// What a producer tells depends on what it has told before, and a consumer that came later has heard none of that.
    ///
    /// - Returns: False if another consumer has taken this one's place; the event was let go then (a recording keeps it).
    /// - Throws: As ``send(_:)``.
    package func send(_ event: Event, to consumer: Int) async throws(LinkError) -> Bool {
        try await record(event)
        while let writer = try await writer() {
            let (isCurrent, count) = monitor.withLock { ($0.writer === writer, $0.consumerCount) }
            guard isCurrent else { continue }
            guard count == consumer else { return false }
            do throws(UnixError) {
                try await writer.write(event.line)
                return true
            } catch {
                try await handle(error, of: writer)
            }
        }
        return false
    }

    private func record(_ event: Event) async throws(LinkError) {
        guard let recorder else { return }
        do throws(UnixError) { try await recorder.write(SecretRedaction.line(of: event)) } catch { throw .recording(error) }
    }

    /// Waits until everything sent so far was handed to the kernel; what waits for a consumer does not count.
    package func flush() async throws(LinkError) {
        if let recorder {
            do throws(UnixError) { try await recorder.flush() } catch { throw .recording(error) }
        }
        guard let writer = monitor.withLock({ $0.writer }) else { return }
        do throws(UnixError) {
            try await writer.flush()
        } catch {
            try await handle(error, of: writer)
        }
    }

    /// Writes what waits, removes the socket and closes.
    ///
    /// Returns once that is done.
    package func close() async {
        let writer = monitor.update { state in
            state.isClosed = true
            return state.writer
        }
        listener?.close()
        connected.finish()
        await writer?.close()
        await recorder?.close()
    }

    /// Waits until there is no use in going on: the reader of the pipe is gone or writing failed.
    ///
    /// - Returns: The reason; `.closed` after `close()` and when the task is cancelled. A socket's consumers come and go without it.
    package func untilEnded() async -> LinkError {
        while !Task.isCancelled {
            if let failure = monitor.withLock({ $0.failure ?? ($0.isClosed ? .closed : nil) }) { return failure }
            await monitor.wait { $0.failure == nil && !$0.isClosed }
        }
        return .closed
    }

    /// True while somebody reads.
    package var hasConsumer: Bool { monitor.withLock { $0.writer != nil } }

    private static func open(_ path: String, adding flags: Int32) throws(UnixError) -> FileDescriptor {
        let file = try FileDescriptor(opening: path, flags: O_WRONLY | O_CREAT | O_NOCTTY | flags, mode: 0o600)
        // A file that was there already may be open to others; events may hold secrets. A device or pipe stays as it is.
        if try file.status().kind == .regular, fchmod(file.rawValue, 0o600) != 0 {
            throw UnixError(errno, unableTo: "set the permissions of", path)
        }
        return file
    }
}

/// The consumers' coming and going.
extension EventSink {
    @discardableResult
    private func start(_ descriptor: consuming FileDescriptor, subject: String) throws(UnixError) -> LineWriter {
        let writer = try LineWriter(descriptor, subject: subject) { [weak self] error in
            guard let self, self.listener == nil else { return }
            self.monitor.update { $0.failure = error.isBrokenPipe ? .consumerGone : .unix(error) }
        }
        let number = monitor.update { state in
            state.writer = writer
            state.consumerCount += 1
            return state.consumerCount
        }
        connected.yield(number)
        return writer
    }

    private func beginServing() {
        guard let listener else { return }
        // The task must not keep the sink: its going away is what closes the listener and ends the task.
        Task { [weak self] in await EventSink.serve(listener) { self } }
    }

    /// Accepts one consumer after the other until the listener is closed, as it is when the sink goes away.
    private static func serve(_ listener: UnixSocketListener, of sink: () -> EventSink?) async {
        while true {
            do throws(UnixError) {
                guard let connection = try await listener.accept(), let writer = try sink()?.start(connection) else { return }
                _ = await writer.untilEnded()
                sink()?.monitor.update { state in
                    if state.writer === writer { state.writer = nil }
                }
            } catch {
                guard error.isShortage else {
                    sink()?.monitor.update { $0.failure = .unix(error) }
                    return
                }
                // Who waits in the listener's line is accepted then; who was accepted and is cut off comes again.
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
    }

    /// Makes a connection the one that is written to.
    private func start(_ connection: SharedDescriptor) throws(UnixError) -> LineWriter {
        try start(FileDescriptor(duplicating: connection.rawValue), subject: link.description)
    }

    /// The writer to the consumer; nil if an event is to be let go because there is none.
    private func writer() async throws(LinkError) -> LineWriter? {
        while true {
            let (writer, failure, isClosed) = monitor.withLock { ($0.writer, $0.failure, $0.isClosed) }
            if let failure { throw failure }
            if isClosed { throw .closed }
            if let writer { return writer }
            if absentConsumer == .discard { return nil }
            if Task.isCancelled { throw .closed }
            await monitor.wait { $0.writer == nil && $0.failure == nil && !$0.isClosed }
        }
    }

    /// Decides what an error of a writer means: a consumer's successor is waited for, all else ends the link.
    private func handle(_ error: UnixError, of writer: LineWriter) async throws(LinkError) {
        if error.code == ECANCELED || error.code == EBADF { throw .closed }
        guard listener != nil else { throw error.isBrokenPipe ? .consumerGone : .unix(error) }
        monitor.update { state in
            if state.writer === writer { state.writer = nil }
        }
    }
}
