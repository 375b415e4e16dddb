import JSON
import TestSupport
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(5))) struct HTTPFailureTests {
    private func failure(
        _ request: HTTPRequest, _ configuration: HTTPConfiguration, maximumBody: Int = 1 << 20
    ) async -> HTTPError? {
        do throws(HTTPError) {
            _ = try await HTTPClient(configuration).send(request, maximumBody: maximumBody)
            return nil
        } catch {
            return error
        }
    }

    @Test func anUnknownAuthorityIsRefused() async throws {
        let server = try await TestServer.shared()
        var configuration = server.configuration()
        configuration.certificateAuthority = .file(server.file("other-authority.pem"))
        let error = await failure(HTTPRequest(.get, try server.url("tls", "/echo")), configuration)
        #expect(error?.kind == .certificateRejected)
        let port = try server.port("tls")
        #expect(
            error?.description
                == "https://127.0.0.1:\(port): the server's certificate was not accepted: "
                + "SSL certificate problem: unable to get local issuer certificate")
        configuration.certificateAuthority = nil
        let system = await failure(HTTPRequest(.get, try server.url("tls", "/echo")), configuration)
        #expect(system?.kind == .certificateRejected)
    }

    @Test func anotherNameIsRefusedUnlessItIsTheOneAskedFor() async throws {
        let server = try await TestServer.shared()
        var configuration = server.configuration()
        let url = try server.url("named", "/echo")
        #expect(await failure(HTTPRequest(.get, url), configuration)?.kind == .certificateRejected)
        configuration.serverName = "kube.example"
        let response = try await HTTPClient(configuration).send(HTTPRequest(.get, url), maximumBody: 10_000)
        let host = try JSONValue(parsing: response.body)["host"]?.stringValue
        #expect(host == "127.0.0.1:\(try server.port("named"))")
        configuration.serverName = "other.example"
        #expect(await failure(HTTPRequest(.get, url), configuration)?.kind == .certificateRejected)
    }

    @Test func anEndedCertificateIsRefused() async throws {
        let server = try await TestServer.shared()
        let error = await failure(HTTPRequest(.get, try server.url("ended", "/echo")), server.configuration())
        #expect(error?.kind == .certificateRejected)
        #expect(error?.reason == "SSL certificate problem: certificate has expired")
    }

    @Test func nothingIsVerifiedWhereThatIsAskedFor() async throws {
        let server = try await TestServer.shared()
        var configuration = server.configuration()
        configuration.certificateAuthority = nil
        configuration.verifiesCertificates = false
        #expect(await failure(HTTPRequest(.get, try server.url("ended", "/echo")), configuration) == nil)
    }

    @Test func theAuthorityMayBeGivenAsText() async throws {
        let server = try await TestServer.shared()
        var configuration = server.configuration()
        configuration.certificateAuthority = .text(try server.text("authority.pem"))
        #expect(await failure(HTTPRequest(.get, try server.url("tls", "/echo")), configuration) == nil)
        configuration.certificateAuthority = .text(try server.text("other-authority.pem"))
        let error = await failure(HTTPRequest(.get, try server.url("tls", "/echo")), configuration)
        #expect(error?.kind == .certificateRejected)
    }

    @Test(arguments: [true, false])
    func aClientCertificateSaysWhoItIs(asText: Bool) async throws {
        let server = try await TestServer.shared()
        var configuration = server.configuration()
        configuration.clientCertificate = asText ? .text(try server.text("client.pem")) : .file(server.file("client.pem"))
        configuration.clientKey = asText ? .text(try server.text("client.key")) : .file(server.file("client.key"))
        let response = try await HTTPClient(configuration).send(
            HTTPRequest(.get, try server.url("mutual", "/echo")), maximumBody: 10_000)
        #expect(try JSONValue(parsing: response.body)["client"]?.stringValue == "client")
    }

    @Test func withoutAClientCertificateTheServerRefuses() async throws {
        let server = try await TestServer.shared()
        let error = await failure(HTTPRequest(.get, try server.url("mutual", "/echo")), server.configuration())
        #expect(error != nil)
    }

    /// With TLS 1.3 the refusal comes after the handshake, as the text of a failure to receive.
    @Test(arguments: [
        ("OpenSSL SSL_read: OpenSSL/3.0.22: error:0A00045C:SSL routines::tlsv13 alert certificate required, errno 0", true),
        ("OpenSSL SSL_read: error:14094418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca, errno 0", true),
        ("OpenSSL SSL_read: error:0A000412:SSL routines::sslv3 alert bad certificate, errno 0", true),
        ("OpenSSL SSL_read: error:0A000438:SSL routines::tlsv1 alert internal error, errno 0", false),
        ("OpenSSL SSL_read: Connection reset by peer, errno 104", false), ("", false),
    ])
    func aRefusedCertificateIsToldFromALostConnection(reason: String, isRefusal: Bool) {
        #expect(HTTPError.Kind.isRefusal(reason) == isRefusal)
    }

    @Test func aClientCertificateThatIsNotThereIsNamed() async throws {
        let server = try await TestServer.shared()
        var configuration = server.configuration()
        configuration.clientCertificate = .file("/nowhere/client.pem")
        configuration.clientKey = .file("/nowhere/client.key")
        let error = await failure(HTTPRequest(.get, try server.url("mutual", "/echo")), configuration)
        #expect(error?.kind == .badCertificate)
        #expect(error?.reason.contains("/nowhere/client.pem") == true)
    }

    @Test func aProxyIsUsedWithItsPassword() async throws {
        let server = try await TestServer.shared()
        var configuration = server.configuration()
        let proxy = try server.port("proxy")
        configuration.proxy = .url(Secret("http://ada:pw@127.0.0.1:\(proxy)"))
        #expect(await failure(HTTPRequest(.get, try server.url("tls", "/echo")), configuration) == nil)
        configuration.proxy = .url(Secret("http://ada:wrong@127.0.0.1:\(proxy)"))
        let error = await failure(HTTPRequest(.get, try server.url("tls", "/echo")), configuration)
        #expect(error != nil)
        #expect(error.map { "\($0)" }?.contains("wrong") == false)
    }

    @Test func theProxysHeadIsNotTheServers() async throws {
        let server = try await TestServer.shared()
        var configuration = server.configuration()
        configuration.proxy = .url(Secret("http://ada:pw@127.0.0.1:\(try server.port("proxy"))"))
        let response = try await HTTPClient(configuration).send(
            HTTPRequest(.get, try server.url("tls", "/status?code=404")), maximumBody: 1000)
        #expect(response.status == 404)
        #expect(response.headers["x-from-proxy"] == nil)
    }

    @Test func nobodyListening() async throws {
        let server = try await TestServer.shared()
        let error = await failure(HTTPRequest(.get, "https://127.0.0.1:1/"), server.configuration())
        #expect(error?.kind == .connectionFailed)
        #expect(error?.isTransient == true)
    }

    @Test func aNameThatDoesNotExist() async throws {
        let server = try await TestServer.shared()
        let error = await failure(HTTPRequest(.get, "https://does-not-exist.invalid/"), server.configuration())
        #expect(error?.kind == .nameNotResolved)
    }

    @Test func aServerThatNeverSpeaksTimesOut() async throws {
        let server = try await TestServer.shared()
        var configuration = server.configuration()
        configuration.connectTimeout = .milliseconds(300)
        let error = await failure(HTTPRequest(.get, try server.url("silent", "/")), configuration)
        #expect(error?.kind == .timedOut)
    }

    @Test func aRequestThatTakesTooLongTimesOut() async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        let request = HTTPRequest(.get, try server.url("tls", "/wait?ms=60000"), timeout: .milliseconds(300))
        await #expect(throws: HTTPError.self) { try await client.send(request, maximumBody: 100) }
        let next = try await client.send(HTTPRequest(.get, try server.url("tls", "/echo")), maximumBody: 10_000)
        #expect(next.status == 200)
    }

    @Test func whatIsNotHTTPIsSaidToBeSo() async throws {
        let server = try await TestServer.shared()
        let error = await failure(HTTPRequest(.get, try server.url("garbage", "/")), server.configuration())
        #expect(error?.kind == .invalidResponse)
    }

    @Test(arguments: ["tls", "plain"])
    func aBodyOverTheLimitIsRefusedAndTheConnectionGoesOn(listener: String) async throws {
        let server = try await TestServer.shared()
        let request = HTTPRequest(.get, try server.url(listener, "/bytes?count=100000"))
        let error = await failure(request, server.configuration(), maximumBody: 99_999)
        #expect(error?.kind == .bodyTooLarge)
        #expect(error?.reason == "it is longer than 99999 bytes")
        #expect(await failure(request, server.configuration(), maximumBody: 100_000) == nil)
    }

    @Test func aHeadOverTheLimitIsRefused() async throws {
        let server = try await TestServer.shared()
        let request = HTTPRequest(.get, try server.url("plain", "/heads?count=1000"))
        let error = await failure(request, server.configuration())
        #expect(error != nil)
    }

    @Test(arguments: ["no scheme", "", "https://", "ftp://127.0.0.1/", "https://[::1/"])
    func aURLThatIsNoneIsRefused(url: String) async throws {
        let server = try await TestServer.shared()
        let error = await failure(HTTPRequest(.get, url), server.configuration())
        #expect(error?.kind == .invalidRequest)
    }

    @Test func aHeaderCannotSmuggleInAnother() async throws {
        let server = try await TestServer.shared()
        let url = try server.url("tls", "/echo")
        let smuggled = HTTPRequest(.get, url, headers: [HTTPHeader("X-A", "b\r\nX-C: d")])
        #expect(await failure(smuggled, server.configuration())?.kind == .invalidRequest)
        let secret = await failure(HTTPRequest(.get, url, authorization: Secret("Bearer a\nb")), server.configuration())
        #expect(secret?.kind == .invalidRequest)
    }

    @Test func aCutConnectionIsSaidToBeLostAndTheNextRequestMakesAnother() async throws {
        let server = try await TestServer.own()
        let client = HTTPClient(server.configuration())
        let url = try server.url("tls", "/wait?ms=60000")
        let waiting = Task { () -> HTTPError? in
            do throws(HTTPError) {
                _ = try await client.send(HTTPRequest(.get, url), maximumBody: 100)
                return nil
            } catch {
                return error
            }
        }
        try await eventually("the request to arrive", within: 120) { try await server.fact("running") == 2 }
        _ = await failure(HTTPRequest(.get, try server.url("tls", "/cut")), server.configuration())
        #expect(await waiting.value?.kind == .connectionLost)
        let next = try await client.send(HTTPRequest(.get, try server.url("tls", "/echo")), maximumBody: 10_000)
        #expect(next.status == 200)
    }

    private func kinds(_ count: Int, _ client: HTTPClient, _ url: String) async -> [HTTPError.Kind?] {
        await withTaskGroup(of: HTTPError.Kind?.self) { group in
            for _ in 0..<count {
                group.addTask {
                    do throws(HTTPError) {
                        _ = try await client.send(HTTPRequest(.get, url, timeout: .seconds(60)), maximumBody: 10_000)
                        return nil
                    } catch {
                        return error.kind
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test func everyRequestThatWaitsForTheConnectionIsToldThatThereIsNone() async throws {
        let server = try await TestServer.shared()
        let client = HTTPClient(server.configuration())
        #expect(await kinds(64, client, "https://127.0.0.1:1/") == Array(repeating: .connectionFailed, count: 64))
        var untrusting = server.configuration()
        untrusting.certificateAuthority = .file(server.file("other-authority.pem"))
        let refused = await kinds(64, HTTPClient(untrusting), try server.url("tls", "/echo"))
        #expect(refused == Array(repeating: .certificateRejected, count: 64))
    }

    @Test func everyRequestOnACutConnectionIsToldSo() async throws {
        let server = try await TestServer.own()
        let client = HTTPClient(server.configuration())
        let url = try server.url("tls", "/wait?ms=60000")
        async let waiting = kinds(64, client, url)
        try await eventually("the requests to arrive", within: 120) { try await server.fact("running") == 65 }
        _ = await failure(HTTPRequest(.get, try server.url("tls", "/cut")), server.configuration())
        #expect(await waiting == Array(repeating: .connectionLost, count: 64))
        #expect(await kinds(64, client, try server.url("tls", "/echo")) == Array(repeating: nil, count: 64))
    }

    @Test func shuttingDownEndsEverything() async throws {
        let server = try await TestServer.own()
        let client = HTTPClient(server.configuration())
        let url = try server.url("tls", "/wait?ms=60000")
        let waiting = Task { () -> HTTPError.Kind? in
            do throws(HTTPError) {
                _ = try await client.send(HTTPRequest(.get, url), maximumBody: 100)
                return nil
            } catch {
                return error.kind
            }
        }
        try await eventually("the request to arrive", within: 120) { try await server.fact("running") == 2 }
        client.shutdown()
        #expect(await waiting.value == .shutDown)
        await #expect(throws: HTTPError(.shutDown, host: "https://127.0.0.1:1", reason: "it has been shut down")) {
            try await client.send(HTTPRequest(.get, "https://127.0.0.1:1/"), maximumBody: 1)
        }
    }

    @Test func aRequestAfterTheShutdownFailsEvenOnAConnectionThatIsThere() async throws {
        let server = try await TestServer.shared()
        let request = HTTPRequest(.get, try server.url("tls", "/echo"))
        for _ in 0..<50 {
            let client = HTTPClient(server.configuration())
            _ = try await client.send(request, maximumBody: 1 << 20)
            client.shutdown()
            await #expect(throws: HTTPError.self) { try await client.send(request, maximumBody: 1 << 20) }
        }
    }
}
