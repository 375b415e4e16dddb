import Glibc
import TestSupport
import Testing
import Unix

@Suite(.timeLimit(.minutes(5))) struct LineWriterTests {
    @Test func linesArriveInOrderAndInFewWrites() async throws {
        let (reading, writing) = try makePipe()
        let writer = try LineWriter(FileDescriptor(owning: writing))
        let reader = try LineReader(FileDescriptor(owning: reading))
        let count = 20_000
        let sending = Task {
            for number in 0..<count { try await writer.write("line \(number)".utf8) }
            try await writer.flush()
            await writer.close()
        }
        var next = 0
        while let batch = try await reader.nextBatch() {
            for line in batch {
                #expect(line.content == .bytes(Array("line \(next)".utf8)))
                next += 1
            }
        }
        #expect(next == count)
        try await sending.value
    }

    @Test func aSlowReaderHoldsUpTheWriter() async throws {
        let (reading, writing) = try makePipe()
        let writer = try LineWriter(FileDescriptor(owning: writing), maximumQueuedBytes: 10_000)
        let written = Monitor(0)
        let line = [UInt8](repeating: 0x78, count: 999)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for _ in 0..<1000 where (try? await writer.write(line)) != nil { written.update { $0 += 1 } }
            }
            // Once the pipe is full, the writer may hold 10 kB and one line more, and what it is about to write.
            while hasRoom(writing), !Task.isCancelled { await Task.yield() }
            for _ in 0..<1000 { await Task.yield() }
            #expect(written.withLock { $0 } < 100)
            group.cancelAll()
        }
        _ = FileDescriptor(owning: reading)
    }

    private func hasRoom(_ pipe: Int32) -> Bool {
        var polled = pollfd(fd: pipe, events: Int16(POLLOUT), revents: 0)
        return poll(&polled, 1, 0) > 0
    }

    @Test func aReaderThatGoesAwayIsNoticedWithoutAWrite() async throws {
        let (reading, writing) = try makePipe()
        let writer = try LineWriter(FileDescriptor(owning: writing), subject: "the pipe")
        let ended = Task { await writer.untilEnded() }
        do { _ = FileDescriptor(owning: reading) }
        let error = try #require(await ended.value)
        #expect(error.isBrokenPipe)
        #expect(error.description == "unable to write to \"the pipe\": Broken pipe")
        let again = await #expect(throws: UnixError.self) { try await writer.write("x".utf8) }
        #expect(again?.isBrokenPipe == true)
    }

    @Test func afterClosingNothingIsTaken() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("out")
        let writer = try LineWriter(FileDescriptor(opening: path, flags: O_WRONLY | O_CREAT))
        try await writer.write("one".utf8)
        try await writer.write { $0.append(contentsOf: "two".utf8) }
        await writer.close()
        #expect(try directory.read("out") == "one\ntwo\n")
        await #expect(throws: UnixError.self) { try await writer.write("three".utf8) }
        try await writer.flush()
    }

    @Test func aFullDiskIsAnError() async throws {
        let writer = try LineWriter(FileDescriptor(opening: "/dev/full", flags: O_WRONLY), subject: "/dev/full")
        try await writer.write("x".utf8)
        let error = await #expect(throws: UnixError.self) { try await writer.flush() }
        #expect(error?.code == ENOSPC)
    }

    @Test func manyWritersShareOneLine() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("out")
        let writer = try LineWriter(FileDescriptor(opening: path, flags: O_WRONLY | O_CREAT), maximumQueuedBytes: 100)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<32 {
                group.addTask { for _ in 0..<100 { try? await writer.write("writer \(number)".utf8) } }
            }
        }
        await writer.close()
        let lines = try directory.read("out").split(separator: "\n")
        #expect(lines.count == 3200)
        #expect(Set(lines).count == 32)
    }
}
