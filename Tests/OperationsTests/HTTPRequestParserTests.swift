import Testing

@testable import Operations

struct HTTPRequestParserTests {
    @Test func readsARequest() {
        let text = "GET /metrics?a=1&verbose HTTP/1.1\r\nHost: localhost:8080\r\nAccept: */*\r\n\r\nrest"
        let head = HTTPRequestHead(method: "GET", path: "/metrics", query: "a=1&verbose", keepsAlive: true, hasBody: false)
        #expect(parse(text) == .request(head, length: text.utf8.count - 4))
    }

    @Test func bareNewlinesAndALeadingEmptyLineAreTaken() {
        let head = HTTPRequestHead(method: "HEAD", path: "/", query: "", keepsAlive: true, hasBody: false)
        #expect(parse("\r\nHEAD / HTTP/1.1\nhost:x\n\n") == .request(head, length: 26))
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", false, false),
        ("GET / HTTP/1.1\r\nHost: x\r\nConnection: upgrade, Close\r\n\r\n", false, false),
        ("GET / HTTP/1.0\r\n\r\n", false, false),
        ("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n", true, false),
        ("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n", true, true),
        ("POST / HTTP/1.1\r\nHost: x\r\ntransfer-encoding: chunked\r\n\r\n", true, true),
    ])
    func headersDecideAboutTheConnectionAndTheBody(text: String, keepsAlive: Bool, hasBody: Bool) throws {
        guard case .request(let head, _) = parse(text) else {
            Issue.record("not a request: \(text)")
            return
        }
        #expect(head.keepsAlive == keepsAlive)
        #expect(head.hasBody == hasBody)
    }

    @Test(arguments: [
        ("GET /\r\n\r\n", 400), ("GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400), ("G@T / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n", 400), ("GET /\u{7f} HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        ("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505), ("GET / GOPHER/1\r\n\r\n", 400), ("\r\n\r\n\r\nGET", 400),
    ])
    func whatIsNotHTTPIsRefused(text: String, status: Int) {
        #expect(parse(text) == .refused(status: status))
    }

    @Test func anUnfinishedHeadIsWaitedFor() {
        let bytes = Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        for count in 0..<bytes.count { #expect(HTTPRequestParser.parse(Array(bytes[..<count])) == .incomplete) }
    }

    @Test func aLongHeadIsRefused() {
        #expect(parse("GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 8_192)) == .refused(status: 431))
        #expect(parse("GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 8_192) + "\r\n\r\n") == .refused(status: 431))
        let many = String(repeating: "A: b\r\n", count: 65)
        #expect(parse("GET / HTTP/1.1\r\n" + many + "\r\n") == .refused(status: 431))
    }

    @Test func anyBytesAreSurvived() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0..<80, using: &generator)).map { _ in
                Bool.random(using: &generator)
                    ? UInt8.random(in: 0...255, using: &generator)
                    : [0x0D, 0x0A, 0x20, 0x3A, 0x2F].randomElement(using: &generator) ?? 0
            }
            _ = HTTPRequestParser.parse(bytes)
        }
    }

    private func parse(_ text: String) -> HTTPRequestParser.Outcome {
        HTTPRequestParser.parse(Array(text.utf8))
    }
}
