import Glibc
import TestSupport
import Testing
import Unix

@Suite(.timeLimit(.minutes(5))) struct UnixSocketTests {
    @Test func whatOneSendsTheOtherReads() async throws {
        let directory = try TemporaryDirectory()
        let listener = try UnixSocketListener(directory.path("s"))
        async let accepted = listener.accept()
        let reader = try LineReader(UnixSocket.connect(directory.path("s")))
        let connection = try #require(try await accepted)
        let writer = try LineWriter(FileDescriptor(duplicating: connection.rawValue))
        try await writer.write("hello".utf8)
        #expect(try await reader.nextBatch()?.first?.content == .bytes(Array("hello".utf8)))
    }

    @Test(arguments: [mode_t(0o022), 0o000, 0o077]) func onlyTheUserMayConnect(mask: mode_t) throws {
        let directory = try TemporaryDirectory()
        // The mask is the process's; tests that run beside this one make no files whose mode they look at through it.
        let before = umask(mask)
        defer { umask(before) }
        let listener = try UnixSocketListener(directory.path("s"))
        #expect(try FileStatus(of: listener.path).permissions == 0o600)
    }

    @Test func aStaleSocketIsReplaced() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("s")
        // Bound and closed without being removed, as by a process that was killed.
        let leftover = try UnixSocketListener(path)
        try directory.move("s", to: "moved")
        leftover.close()
        try directory.move("moved", to: "s")
        withExtendedLifetime(leftover) {}
        let stale = try #require(try? FileStatus(of: path))
        #expect(stale.kind == .socket)
    }

    @Test func aSocketOfADeadProcessIsReplaced() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("s")
        try leaveStaleSocket(at: path)
        #expect(try #require(throws: UnixError.self) { _ = try UnixSocket.connect(path) }.code == ECONNREFUSED)
        let listener = try UnixSocketListener(path)
        _ = try UnixSocket.connect(path)
        withExtendedLifetime(listener) {}
    }

    private func leaveStaleSocket(at path: String) throws {
        let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let descriptor = FileDescriptor(owning: number)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
        _ = descriptor
    }

    @Test func aSocketInUseIsNotTaken() throws {
        let directory = try TemporaryDirectory()
        let first = try UnixSocketListener(directory.path("s"))
        let error = try #require(throws: UnixError.self) { _ = try UnixSocketListener(directory.path("s")) }
        #expect(error.code == EADDRINUSE)
        #expect(error.description == "unable to listen on \"\(directory.path("s"))\": another process listens there")
        _ = try UnixSocket.connect(first.path)
    }

    @Test func anotherFileIsNotTouched() throws {
        let directory = try TemporaryDirectory()
        try directory.put("s", "precious")
        let error = try #require(throws: UnixError.self) { _ = try UnixSocketListener(directory.path("s")) }
        #expect(error.code == EEXIST)
        #expect(try directory.read("s") == "precious")
    }

    @Test func theFileGoesWithItsListenerOnly() throws {
        let directory = try TemporaryDirectory()
        do {
            let listener = try UnixSocketListener(directory.path("s"))
            withExtendedLifetime(listener) {}
        }
        #expect(try directory.names == [])
        let first = try UnixSocketListener(directory.path("s"))
        try File.remove(directory.path("s"))
        let second = try UnixSocketListener(directory.path("s"))
        first.close()
        #expect(try directory.names == ["s"])
        _ = try UnixSocket.connect(second.path)
    }

    @Test func aPathLongerThanAnAddressWorks() async throws {
        let directory = try TemporaryDirectory()
        let deep = String(repeating: "d", count: 150)
        try directory.makeDirectory(deep)
        let path = directory.path("\(deep)/socket")
        let listener = try UnixSocketListener(path)
        async let accepted = listener.accept()
        let connection = try UnixSocket.connect(path)
        #expect(try await accepted != nil)
        _ = connection
        #expect(try FileStatus(of: path).permissions == 0o600)
    }

    @Test func closingAndCancellingEndTheWait() async throws {
        let directory = try TemporaryDirectory()
        let listener = try UnixSocketListener(directory.path("s"))
        let waiting = Task { try await listener.accept() != nil }
        listener.close()
        #expect(try await waiting.value == false)
        let other = try UnixSocketListener(directory.path("t"))
        let cancelled = Task { try await other.accept() != nil }
        cancelled.cancel()
        #expect(try await cancelled.value == false)
    }

    @Test func connectingWhereNothingIsSaysSo() throws {
        let directory = try TemporaryDirectory()
        let error = try #require(throws: UnixError.self) { _ = try UnixSocket.connect(directory.path("none")) }
        #expect(error.isNotFound)
    }
}
