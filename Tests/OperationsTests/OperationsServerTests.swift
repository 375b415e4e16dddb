import Glibc
import Operations
import Testing
import Unix

@Suite(.timeLimit(.minutes(5)))
struct OperationsServerTests {
    @Test(arguments: ["127.0.0.1", "::1", "", "localhost"])
    func listensOnWhatItIsGiven(host: String) throws {
        let server = try server(host: host)
        let client = try TestClient(host == "::1" ? "::1" : "127.0.0.1", server.port)
        client.send("GET /status HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        let answer = client.readToEnd()
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 17\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n{\"success\": true}"))
        server.stop()
    }

    @Test func oneConnectionServesManyRequests() throws {
        let server = try server()
        let client = try TestClient("127.0.0.1", server.port)
        for _ in 0..<50 {
            client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(client.read(until: "ok\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        }
        server.stop()
    }

    @Test func aRequestMayComeByteByByte() throws {
        let server = try server()
        let client = try TestClient("127.0.0.1", server.port)
        for character in "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" { client.send(String(character)) }
        #expect(client.read(until: "ok\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        server.stop()
    }

    @Test func aLargePageArrivesWhole() throws {
        let metrics = MetricsRegistry()
        metrics.collect { page in
            page.family("big", .gauge, help: "")
            for number in 0..<100_000 { page.single("big_\(number)", .gauge, help: "", Double(number)) }
        }
        let server = try OperationsServer(
            host: "127.0.0.1", port: 0, routes: OperationsRoutes(health: Health(), metrics: metrics))
        let client = try TestClient("127.0.0.1", server.port)
        client.send("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(client.readToEnd().hasSuffix("big_99999 99999\n"))
        server.stop()
    }

    @Test func beyondTheBoundTheLongestIdleConnectionMakesRoom() throws {
        let server = try server()
        var clients: [TestClient] = []
        for _ in 0..<OperationsServer.maximumConnections {
            let client = try TestClient("127.0.0.1", server.port)
            client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            _ = client.read(until: "ok\n")
            clients.append(client)
        }
        let another = try TestClient("127.0.0.1", server.port)
        another.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(another.read(until: "ok\n").hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(clients[0].readToEnd().isEmpty)
        server.stop()
    }

    @Test func hostileClientsDoNotKeepOthersOut() throws {
        let server = try server()
        // None of these ever finishes a request; once they fill the server, further ones are turned away at once.
        let silent = try (0..<OperationsServer.maximumConnections - 1).map { _ in try TestClient("127.0.0.1", server.port) }
        for client in silent { client.send("GET /") }
        let client = try TestClient("127.0.0.1", server.port)
        client.send("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        #expect(client.readToEnd().hasSuffix("ok\n"))
        server.stop()
        #expect(silent.count == OperationsServer.maximumConnections - 1)
    }

    @Test func anAddressInUseIsAnErrorThatNamesIt() throws {
        let server = try server()
        #expect(throws: UnixError(EADDRINUSE, unableTo: "listen on", "127.0.0.1:\(server.port)")) {
            try OperationsServer(
                host: "127.0.0.1", port: server.port, routes: OperationsRoutes(health: Health(), metrics: MetricsRegistry()))
        }
        server.stop()
    }

    @Test func afterAStopNothingListens() throws {
        let server = try server()
        let client = try TestClient("127.0.0.1", server.port)
        client.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        _ = client.read(until: "ok\n")
        server.stop()
        #expect(client.readToEnd().isEmpty)
    }

    private func server(host: String = "127.0.0.1") throws -> OperationsServer {
        let routes = OperationsRoutes(health: Health(), metrics: MetricsRegistry())
        return try OperationsServer(host: host, port: 0, routes: routes)
    }
}
