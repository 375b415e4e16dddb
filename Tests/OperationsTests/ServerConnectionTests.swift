import Testing

@testable import Operations

struct ServerConnectionTests {
    private let start = ContinuousClock.now

    @Test func answersOneRequestAfterTheOther() {
        var connection = connection()
        connection.receive(Array("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n".utf8), now: start)
        #expect(connection.phase == .answering)
        #expect(connection.room == 0)
        #expect(take(&connection).hasSuffix("\r\n\r\npath /a"))
        #expect(take(&connection).hasSuffix("\r\n\r\npath /b"))
        #expect(connection.phase == .idle)
    }

    @Test func aSlowClientTakesTheAnswerInPieces() {
        var connection = connection()
        connection.receive(Array("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8), now: start)
        let whole = Array(connection.pending)
        var taken: [UInt8] = []
        while let byte = connection.pending.first {
            taken.append(byte)
            connection.send(1, now: start)
        }
        #expect(taken == whole)
        #expect(connection.phase == .closed)
    }

    @Test func aHeadRequestGetsNoBody() {
        var connection = connection()
        connection.receive(Array("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n".utf8), now: start)
        let answer = take(&connection)
        #expect(answer.contains("Content-Length: 7\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test(arguments: [
        ("POST /a HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 405 Method Not Allowed\r\n"),
        ("GET /a HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 400 Bad Request\r\n"),
        ("nonsense\r\n\r\n", "HTTP/1.1 400 Bad Request\r\n"),
    ])
    func whatIsNotServedClosesTheConnection(request: String, firstLine: String) {
        var connection = connection()
        connection.receive(Array(request.utf8), now: start)
        let answer = take(&connection)
        #expect(answer.hasPrefix(firstLine))
        #expect(answer.contains("Connection: close\r\n"))
        #expect(connection.phase == .closed)
    }

    @Test func aClientThatSendsNothingIsClosed() {
        var connection = connection()
        connection.tick(now: start + .milliseconds(4_999))
        #expect(connection.phase == .reading)
        connection.tick(now: start + .seconds(5))
        #expect(connection.phase == .closed)
    }

    @Test func aHeadThatTricklesInIsGivenUp() {
        var connection = connection()
        for second in 0..<5 {
            connection.receive(Array("G".utf8), now: start + .seconds(second))
            connection.tick(now: start + .seconds(second))
        }
        #expect(connection.phase == .reading)
        connection.tick(now: start + .seconds(5))
        #expect(take(&connection).hasPrefix("HTTP/1.1 408 "))
        #expect(connection.phase == .closed)
    }

    @Test func anIdleConnectionIsClosedAfterAMinute() {
        var connection = connection()
        connection.receive(Array("GET /a HTTP/1.1\r\nHost: x\r\n\r\n".utf8), now: start)
        _ = take(&connection)
        connection.tick(now: start + .seconds(59))
        #expect(connection.phase == .idle)
        connection.tick(now: start + .seconds(60))
        #expect(connection.phase == .closed)
    }

    @Test func aClientThatDoesNotTakeItsAnswerIsClosed() {
        var connection = connection()
        connection.receive(Array("GET /a HTTP/1.1\r\nHost: x\r\n\r\n".utf8), now: start)
        connection.tick(now: start + .seconds(10))
        #expect(connection.phase == .closed)
    }

    @Test func aClientThatStopsSendingStillGetsItsAnswer() {
        var connection = connection()
        connection.receive(Array("GET /a HTTP/1.1\r\nHost: x\r\n\r\n".utf8), now: start)
        connection.end()
        #expect(take(&connection).hasSuffix("path /a"))
        #expect(connection.phase == .closed)
    }

    private func connection() -> ServerConnection {
        ServerConnection(now: start) { ServerResponse(body: "path \($0.path)") }
    }

    private func take(_ connection: inout ServerConnection) -> String {
        let bytes = Array(connection.pending)
        connection.send(bytes.count, now: start)
        return String(decoding: bytes, as: UTF8.self)
    }
}
