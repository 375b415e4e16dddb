import Glibc
import Synchronization
import Unix

/// A link opened for input: the events that come, in their order.
///
/// ```swift
/// let source = try EventSource(Link(parsing: "unix:/run/fairlead/changes.sock"))
/// for try await input in source { ... }
/// ```
///
/// The source is read as fast as its events are taken, so that a slow program holds up the one before it. It is for one consumer.
/// A pipe and a file come to an end; a socket is connected to again until the task is cancelled or `stop()` is called.
package final class EventSource: AsyncSequence, Sendable {
    package typealias Element = Input
    package typealias Failure = LinkError

    private struct State {
        var reader: LineReader?
        var isStopped = false
    }

    /// Where the events come from.
    package let link: Link
    private let follow: Bool
    private let maximumLineBytes: Int
    private let monitor = Monitor(State())

    /// Opens a link.
    ///
    /// A socket need not be there yet; a file must.
    ///
    /// - Parameters:
    ///   - link: What to read.
    ///   - follow: For a file: to wait for more at its end.
    ///   - maximumLineBytes: The longest line; a longer one is reported and skipped.
    package init(_ link: Link, follow: Bool = false, maximumLineBytes: Int = Event.maximumLineBytes) throws(LinkError) {
        self.link = link
        self.follow = follow
        self.maximumLineBytes = maximumLineBytes
        do throws(UnixError) {
            switch link {
            case .standard: try start(FileDescriptor(duplicating: 0), follow: nil)
            case .file(let path):
                let file = try FileDescriptor(opening: path, flags: O_RDONLY | O_NOCTTY)
                guard try file.status().kind != .directory else { throw UnixError(EISDIR, unableTo: "read", path) }
                try start(file, follow: follow ? path : nil)
            case .socket: break
            }
        } catch {
            throw .unix(error)
        }
    }

    /// Takes no more input: the sequence ends after what was read already.
    ///
    /// From any task.
    package func stop() {
        let reader = monitor.update { state in
            state.isStopped = true
            return state.reader
        }
        reader?.stop()
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(source: self)
    }

    private func start(_ descriptor: consuming FileDescriptor, follow: String?) throws(UnixError) {
        let reader = try LineReader(descriptor, follow: follow, maximumLineBytes: maximumLineBytes)
        let isStopped = monitor.withLock { state in
            state.reader = reader
            return state.isStopped
        }
        if isStopped { reader.stop() }
    }

    /// Walks over the events.
    package struct Iterator: AsyncIteratorProtocol {
        private let source: EventSource
        private var lines: [Line] = []
        private var position = 0
        private var announcedAbsence = false
        /// How long to wait before the next attempt to connect: not at all after a connection that brought something.
        private var pause = Duration.zero
        private var isEnded = false

        fileprivate init(source: EventSource) {
            self.source = source
        }

        /// The next input; nil at the end, after `stop()` and when the task is cancelled.
        package mutating func next() async throws(LinkError) -> Input? {
            try await next(isolation: nil)
        }

        /// The inputs that have come, at least one and at most so many, waiting for the first; nil as with ``next()``.
        package mutating func nextBatch(upTo limit: Int) async throws(LinkError) -> [Input]? {
            guard let first = try await next() else { return nil }
            var batch = [first]
            while batch.count < limit, position < lines.count {
                defer { position += 1 }
                if let input = source.input(lines[position]) { batch.append(input) }
            }
            return batch
        }

        package mutating func next(isolation actor: isolated (any Actor)?) async throws(LinkError) -> Input? {
            while !isEnded {
                while position < lines.count {
                    defer { position += 1 }
                    if let input = source.input(lines[position]) { return input }
                }
                lines = []
                position = 0
                guard let reader = source.monitor.withLock({ $0.reader }) else {
                    if let input = try await connect() { return input }
                    continue
                }
                do throws(UnixError) {
                    if let batch = try await reader.nextBatch() {
                        lines = batch
                        pause = .zero
                        continue
                    }
                    if let input = ended(nil) { return input }
                } catch {
                    if let input = ended(error) { return input }
                    throw .unix(error)
                }
            }
            return nil
        }

        /// The reader has come to its end: a socket's is replaced, any other is the end of it all.
        private mutating func ended(_ error: UnixError?) -> Input? {
            guard case .socket = source.link, !Task.isCancelled, !source.isStopped else {
                isEnded = true
                return nil
            }
            source.monitor.withLock { $0.reader = nil }
            announcedAbsence = true
            return .peerLost(error)
        }

        /// Connects to a socket, trying again with growing pauses while nobody is there, or somebody who has nothing to say.
        private mutating func connect() async throws(LinkError) -> Input? {
            guard case .socket(let path) = source.link else {
                isEnded = true
                return nil
            }
            while !Task.isCancelled, !source.isStopped {
                if pause > .zero { await source.rest(for: pause) }
                if Task.isCancelled || source.isStopped { break }
                pause = Swift.min(Swift.max(pause * 2, .milliseconds(10)), .milliseconds(500))
                do throws(UnixError) {
                    try source.start(UnixSocket.connect(path), follow: nil)
                    announcedAbsence = false
                    return .peerConnected
                } catch {
                    guard error.isAbsentPeer else { throw .unix(error) }
                    if !announcedAbsence {
                        announcedAbsence = true
                        return .peerAbsent(error)
                    }
                }
            }
            isEnded = true
            return nil
        }
    }
}

extension EventSource {
    private var isStopped: Bool { monitor.withLock { $0.isStopped } }

    /// Waits, or less if the source is stopped or the task cancelled.
    private func rest(for pause: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await Task.sleep(for: pause) }
            group.addTask { await self.monitor.wait { !$0.isStopped } }
            await group.next()
            group.cancelAll()
        }
    }

    /// What a line is; nil for what a producer that was cut off in the middle of a line has left.
    private func input(_ line: Line) -> Input? {
        if !line.isTerminated, case .socket = link { return nil }
        switch line.content {
        case .oversized(let count):
            return .malformed(line: line.number, .tooLong(byteCount: count, limit: maximumLineBytes))
        case .bytes(let bytes):
            do throws(EventError) {
                return .event(try Event(parsing: bytes[...]))
            } catch {
                // Of a line without an end, the likeliest reason is that its end is missing.
                if !line.isTerminated, case .notJSON = error { return .malformed(line: line.number, .truncated) }
                return .malformed(line: line.number, error)
            }
        }
    }
}

extension UnixError {
    /// True if nobody listens at a socket now, but may soon.
    fileprivate var isAbsentPeer: Bool {
        [ENOENT, ENOTDIR, ECONNREFUSED, EAGAIN, ECONNRESET].contains(code)
    }
}
