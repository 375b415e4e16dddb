import Glibc
import HTTP
import JSON
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct HTTPStreamTests {
    private func text(_ stream: HTTPStream) async throws -> String {
        var bytes: [UInt8] = []
        for try await piece in stream { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: ["plain", "tls"])
    func theHeadComesBeforeTheBodyEnds(listener: String) async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let stream = try await client.stream(HTTPRequest(.get, try server.url(listener, "/lines?count=3&then=hang")))
        #expect(stream.status == 200)
        var received: [UInt8] = []
        while received.count < 21, let piece = try await stream.next() { received += piece }
        #expect(String(decoding: received, as: UTF8.self) == "line 0\nline 1\nline 2\n")
    }

    @Test(arguments: ["plain", "tls"])
    func aStreamEndsWithItsBody(listener: String) async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let stream = try await client.stream(HTTPRequest(.get, try server.url(listener, "/lines?count=1000")))
        #expect(try await text(stream) == (0..<1000).map { "line \($0)\n" }.joined())
        #expect(try await stream.next() == nil)
    }

    @Test(arguments: ["plain", "tls"])
    func aStreamThatBreaksOffIsAnError(listener: String) async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let stream = try await client.stream(HTTPRequest(.get, try server.url(listener, "/lines?count=3&then=abort")))
        await #expect(throws: HTTPError.self) { try await text(stream) }
    }

    @Test func anErrorsBodyCanBeRead() async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let stream = try await client.stream(HTTPRequest(.get, try server.url("tls", "/status?code=410")))
        #expect(stream.status == 410)
        #expect(try await stream.collect(maximum: 8) == Array("as asked".utf8))
        let other = try await client.stream(HTTPRequest(.get, try server.url("tls", "/status?code=410")))
        await #expect(throws: HTTPError.self) { try await other.collect(maximum: 7) }
    }

    @Test(arguments: ["plain", "tls"])
    func aSlowReaderMakesTheServerWait(listener: String) async throws {
        let server = try await TestServer.own()
        let client = HTTPClient(server.configuration())
        let count = 200_000_000
        let stream = try await client.stream(HTTPRequest(.get, try server.url(listener, "/bytes?count=\(count)")))
        _ = try await stream.next()
        var before = -1
        try await eventually("the server to wait", within: 60) {
            let now = try await server.fact("written", listener)
            defer { before = now }
            return now == before
        }
        #expect(before < 100_000_000, "an HTTP/2 window of 32 MiB and the sockets' buffers, not the whole body")
        let other = try await client.send(HTTPRequest(.get, try server.url(listener, "/echo")), maximumBody: 10_000)
        #expect(other.status == 200, "other requests go on beside it")
        var received = 0
        for try await piece in stream { received += piece.count }
        #expect(received > count - 1_000_000, "the first piece is not counted")
    }

    @Test func cancellingTheReaderEndsTheTransferAndNotTheConnection() async throws {
        let server = try await TestServer.own()
        let client = HTTPClient(server.configuration())
        let url = try server.url("tls", "/lines?count=1&then=hang")
        let other = try await client.stream(HTTPRequest(.get, url))
        let reading = Task { () -> HTTPError.Kind? in
            do throws(HTTPError) {
                let stream = try await client.stream(HTTPRequest(.get, url))
                while try await stream.next() != nil {}
                return nil
            } catch {
                return error.kind
            }
        }
        try await eventually("both streams to run", within: 120) { try await server.fact("running") == 3 }
        reading.cancel()
        #expect(await reading.value == .cancelled)
        let accepted = try await server.fact("accepted")
        let next = try await client.send(HTTPRequest(.get, try server.url("tls", "/echo")), maximumBody: 10_000)
        #expect(next.status == 200)
        #expect(try await server.fact("accepted") == accepted + 1, "the question makes a connection, the request does not")
        try await eventually("the server to notice", within: 120) { try await server.fact("running") == 2 }
        #expect(try await other.next() == Array("line 0\n".utf8))
    }

    @Test func lettingGoOfAStreamEndsTheTransfer() async throws {
        let server = try await TestServer.own()
        let client = HTTPClient(server.configuration())
        do {
            let stream = try await client.stream(HTTPRequest(.get, try server.url("tls", "/lines?count=1&then=hang")))
            _ = try await stream.next()
            #expect(try await server.fact("running") == 2)
        }
        try await eventually("the server to notice", within: 120) { try await server.fact("running") == 1 }
    }

    @Test func aChildProgramDoesNotHoldAConnectionOpen() async throws {
        let server = try await TestServer.own()
        let client = HTTPClient(server.configuration())
        let (reading, writing) = try makePipe()
        do {
            let stream = try await client.stream(HTTPRequest(.get, try server.url("tls", "/lines?count=1&then=hang")))
            _ = try await stream.next()
            // Reads a pipe that never ends: it runs on until it is killed at the end of this test.
            let child = try ChildProcess("cat", input: .descriptor(reading))
            stream.cancel()
            try await eventually("the server to notice", within: 120) { try await server.fact("running") == 1 }
            child.kill(SIGKILL)
        }
        close(writing)
    }

    @Test func aStreamOutlivesItsClient() async throws {
        let server = try await TestServer.shared()
        let stream = try await HTTPClient(server.configuration()).stream(
            HTTPRequest(.get, try server.url("tls", "/lines?count=1000")))
        #expect(try await text(stream).hasSuffix("line 999\n"))
    }

    @Test func aRequestOfACancelledTaskIsNotSent() async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let url = try server.url("tls", "/wait?ms=60000")
        let kinds = await Task { () -> [HTTPError.Kind?] in
            withUnsafeCurrentTask { $0?.cancel() }
            var kinds: [HTTPError.Kind?] = []
            do throws(HTTPError) {
                _ = try await client.send(HTTPRequest(.get, url), maximumBody: 1)
            } catch {
                kinds.append(error.kind)
            }
            do throws(HTTPError) {
                _ = try await client.stream(HTTPRequest(.get, url))
            } catch {
                kinds.append(error.kind)
            }
            return kinds
        }.value
        #expect(kinds == [.cancelled, .cancelled])
    }

    @Test func manyCancellationsAtAnyMomentLoseNothing() async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let url = try server.url("tls", "/wait?ms=5")
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<500 {
                group.addTask {
                    let task = Task { try await client.send(HTTPRequest(.get, url), maximumBody: 100).status }
                    for _ in 0..<(number % 50) { await Task.yield() }
                    if number % 2 == 0 { task.cancel() }
                    switch await task.result {
                    case .success(let status): #expect(status == 200)
                    case .failure(let error): #expect((error as? HTTPError)?.kind == .cancelled)
                    }
                }
            }
        }
    }

    @Test func aStreamThatGoesSilentTimesOutWhereThatIsAskedFor() async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let stream = try await client.stream(
            HTTPRequest(.get, try server.url("tls", "/lines?count=1&then=hang"), idleTimeout: .seconds(1)))
        do throws(HTTPError) {
            while try await stream.next() != nil {}
            Issue.record("it ended without an error")
        } catch {
            #expect(error.kind == .timedOut)
        }
    }
}
