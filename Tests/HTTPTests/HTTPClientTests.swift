import HTTP
import JSON
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct HTTPClientTests {
    private func echo(_ request: HTTPRequest, _ client: HTTPClient) async throws -> JSONValue {
        let response = try await client.send(request, maximumBody: 1 << 24)
        #expect(response.status == 200)
        return try JSONValue(parsing: response.body)
    }

    @Test(arguments: ["plain", "tls"])
    func aRequestArrivesAsItWasMeant(listener: String) async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let request = HTTPRequest(
            .patch, try server.url(listener, "/echo?x=a%2Fb"), headers: [HTTPHeader("Content-Type", "text/plain")],
            authorization: Secret("Bearer abc"), body: Array("hello".utf8))
        let echo = try await echo(request, client)
        #expect(echo["method"]?.stringValue == "PATCH")
        #expect(echo["body"]?.stringValue == "hello")
        #expect(echo["path"]?.stringValue == "/echo?x=a%2Fb")
        #expect(echo["headers"]?["Content-Type"]?[0]?.stringValue == "text/plain")
        #expect(echo["headers"]?["Authorization"]?[0]?.stringValue == "Bearer abc")
        #expect(echo["headers"]?["User-Agent"]?[0]?.stringValue == "fairlead")
        #expect(echo["protocol"]?.stringValue == (listener == "tls" ? "HTTP/2.0" : "HTTP/1.1"))
    }

    @Test(arguments: [HTTPRequest.Method.get, .post, .put, .patch, .delete], [nil, 0, 1, 70_000, 3_000_000])
    func everyMethodGoesWithAnyBody(method: HTTPRequest.Method, length: Int?) async throws {
        if method == .get, length != nil { return }
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        for listener in ["tls", "plain"] {
            let body = length.map { [UInt8](repeating: UInt8(ascii: "b"), count: $0) }
            let echo = try await echo(HTTPRequest(method, try server.url(listener, "/echo"), body: body), client)
            #expect(echo["method"]?.stringValue == method.rawValue)
            #expect(echo["length"]?.integerValue == Int64(length ?? 0))
        }
    }

    @Test func aHandleKeepsNothingOfTheRequestBefore() async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        _ = try await echo(
            HTTPRequest(
                .patch, try server.url("tls", "/echo"), headers: [HTTPHeader("X-Before", "1")],
                authorization: Secret("Bearer abc"),
                body: Array("before".utf8)), client)
        let echo = try await echo(HTTPRequest(.get, try server.url("tls", "/echo")), client)
        #expect(echo["method"]?.stringValue == "GET")
        #expect(echo["length"]?.integerValue == 0)
        #expect(echo["headers"]?["X-Before"] == nil)
        #expect(echo["headers"]?["Authorization"] == nil)
        #expect(echo["headers"]?["Content-Length"] == nil)
    }

    @Test func anyStatusIsAnAnswerWithItsHeaders() async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let response = try await client.send(HTTPRequest(.get, try server.url("tls", "/status?code=429")), maximumBody: 1000)
        #expect(response.status == 429)
        #expect(!response.isSuccess)
        #expect(response.body == Array("as asked".utf8))
        #expect(response.headers.all("warning") == ["299 - \"first\"", "299 - \"second\""])
        #expect(response.headers["retry-after"] == nil)
        #expect(response.headers["content-length"] == "8")
    }

    @Test func aRedirectIsNotFollowed() async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let response = try await client.send(HTTPRequest(.get, try server.url("tls", "/status?code=302")), maximumBody: 1000)
        #expect(response.status == 302)
    }

    @Test func aPathGoesOutAsItIs() async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let response = try await client.send(HTTPRequest(.get, try server.url("tls", "/x/../echo")), maximumBody: 1000)
        #expect(response.status != 200)
    }

    @Test func oneConnectionCarriesManyRequestsAtOnce() async throws {
        let server = try await TestServer.own()
        let client = HTTPClient(server.configuration())
        let url = try server.url("tls", "/wait?ms=300")
        let before = ContinuousClock.now
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<64 {
                group.addTask { try await client.send(HTTPRequest(.get, url), maximumBody: 100).status }
            }
            for try await status in group { #expect(status == 200) }
        }
        #expect(before.duration(to: .now) < .seconds(10), "one after the other they would have taken 19 s")
        // The question itself comes over a connection of its own.
        #expect(try await server.fact("accepted") == 2)
    }

    @Test func manyRequestsGoThroughPlainHTTPToo() async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let url = try server.url("plain", "/echo")
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let text = "number \(number)"
                    let response = try await client.send(HTTPRequest(.post, url, body: Array(text.utf8)), maximumBody: 10_000)
                    return try JSONValue(parsing: response.body)["body"]?.stringValue == text
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }

    @Test func aThousandRequestsGetEachItsOwnAnswer() async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let url = try server.url("tls", "/echo")
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<1000 {
                if number >= 100 { _ = try await group.next() }
                group.addTask {
                    let text = String(repeating: "\(number) ", count: number * 10)
                    let response = try await client.send(HTTPRequest(.patch, url, body: Array(text.utf8)), maximumBody: 1 << 20)
                    return try JSONValue(parsing: response.body)["body"]?.stringValue == text
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}
