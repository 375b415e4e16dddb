import Glibc
import TestSupport
import Testing
import Unix

@Suite(.timeLimit(.minutes(5))) struct LineReaderTests {
    private func texts(_ lines: [Line]) -> [String] {
        lines.map { line in
            switch line.content {
            case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
            case .oversized(let count): "<\(count)>"
            }
        }
    }

    /// The next lines, at least so many.
    private func take(_ count: Int, from reader: LineReader) async throws -> [String] {
        var taken: [String] = []
        while taken.count < count, let batch = try await reader.nextBatch() { taken += texts(batch) }
        return taken
    }

    @Test func readsAPipeToItsEnd() async throws {
        let (reading, writing) = try makePipe()
        let reader = try LineReader(FileDescriptor(owning: reading))
        do {
            let end = FileDescriptor(owning: writing)
            try end.write(all: Array("one\ntwo\nrest".utf8))
        }
        #expect(try await take(3, from: reader) == ["one", "two", "rest"])
        #expect(try await reader.nextBatch() == nil)
        #expect(try await reader.nextBatch() == nil)
    }

    @Test func aSlowConsumerHoldsUpTheProducer() async throws {
        let (reading, writing) = try makePipe()
        let reader = try LineReader(FileDescriptor(owning: reading), maximumQueuedBytes: 1000)
        #expect(fcntl(writing, F_SETFL, O_NONBLOCK) == 0)
        let end = FileDescriptor(owning: writing)
        let line = [UInt8](repeating: 0x78, count: 999) + [0x0A]
        // The pipe holds 64 KiB and the thread reads as much at once: what goes in beyond that would be queued without bound.
        var written = 0
        while written < 4 << 20 {
            do throws(UnixError) {
                try end.write(all: line)
                written += line.count
            } catch {
                #expect(error.code == EAGAIN)
                // Full: it stays full unless the thread takes more, which it may do once or twice more.
                var polled = pollfd(fd: writing, events: Int16(POLLOUT), revents: 0)
                if poll(&polled, 1, 200) == 0 { break }
            }
        }
        #expect(written < 400_000)
        #expect(try await take(1, from: reader).first?.utf8.count == 999)
    }

    @Test func cancellationEndsTheWait() async throws {
        let (reading, writing) = try makePipe()
        let end = FileDescriptor(owning: writing)
        let reader = try LineReader(FileDescriptor(owning: reading))
        let task = Task { try await reader.nextBatch() }
        task.cancel()
        #expect(try await task.value == nil)
        _ = end
    }

    @Test func stoppingEndsTheSequenceAndClosesTheDescriptor() async throws {
        let (reading, writing) = try makePipe()
        let reader = try LineReader(FileDescriptor(owning: reading))
        let task = Task { try await reader.nextBatch() }
        reader.stop()
        #expect(try await task.value == nil)
        // The writing end notices that nobody reads any more.
        var polled = pollfd(fd: writing, events: 0, revents: 0)
        #expect(poll(&polled, 1, 10_000) == 1)
        #expect(Int32(polled.revents) & POLLERR != 0)
        _ = FileDescriptor(owning: writing)
    }

    @Test func followsAFileThatGrows() async throws {
        let directory = try TemporaryDirectory()
        try directory.put("log", "one\ntw")
        let path = directory.path("log")
        let reader = try LineReader(FileDescriptor(opening: path, flags: O_RDONLY), follow: path)
        #expect(try await take(1, from: reader) == ["one"])
        try directory.append("log", "o\nthree\n")
        #expect(try await take(2, from: reader) == ["two", "three"])
    }

    @Test func followsAFileThatIsReplacedOrTruncated() async throws {
        let directory = try TemporaryDirectory()
        try directory.put("log", "old one\nold two\n")
        let path = directory.path("log")
        let reader = try LineReader(FileDescriptor(opening: path, flags: O_RDONLY), follow: path)
        #expect(try await take(2, from: reader) == ["old one", "old two"])
        try File.writeAtomically(path, Array("replaced\n".utf8))
        #expect(try await take(1, from: reader) == ["replaced"])
        try directory.put("log", "short\n")
        #expect(try await take(1, from: reader) == ["short"])
        try directory.append("log", "more\n")
        #expect(try await take(1, from: reader) == ["more"])
    }

    @Test func followsThroughASymbolicLink() async throws {
        let directory = try TemporaryDirectory()
        let elsewhere = try TemporaryDirectory()
        try elsewhere.put("log", "one\n")
        try directory.link("link", to: elsewhere.path("log"))
        let path = directory.path("link")
        let reader = try LineReader(FileDescriptor(opening: path, flags: O_RDONLY), follow: path)
        #expect(try await take(1, from: reader) == ["one"])
        try elsewhere.append("log", "two\n")
        #expect(try await take(1, from: reader) == ["two"])
    }

    @Test func aDirectoryIsAnError() async throws {
        let directory = try TemporaryDirectory()
        let reader = try LineReader(FileDescriptor(opening: directory.path, flags: O_RDONLY))
        let error = await #expect(throws: UnixError.self) { try await reader.nextBatch() }
        #expect(error?.code == EISDIR)
    }
}
