import HTTP
import JSON
import TestSupport

/// The server of `Server/main.go`, one for all tests: HTTP/1.1, HTTP/2, client certificates, a proxy and worse.
final class TestServer: Sendable {
    private let process: ServerProcess

    /// The server, built and started once.
    static func shared() async throws -> TestServer { try await starting.value }

    private static let starting = Task { try await TestServer() }

    /// A server of the test's own, whose connections and counts are nobody else's.
    static func own() async throws -> TestServer {
        _ = try await shared()
        return try await TestServer()
    }

    private static let building = Task {
        try await GoProgram(building: "Tests/HTTPTests/Server", as: "http-test-server", environment: [:])
    }

    private init() async throws {
        process = try await ServerProcess(try await Self.building.value.executable)
    }

    /// The port of one of its listeners: `plain`, `tls`, `mutual`, `named`, `ended`, `silent`, `garbage`, `proxy`.
    func port(_ name: String) throws -> Int { try process.port(name) }

    /// The URL of a path of one of its listeners.
    func url(_ name: String, _ path: String) throws -> String {
        let scheme = ["plain", "garbage"].contains(name) ? "http" : "https"
        return "\(scheme)://127.0.0.1:\(try port(name))\(path)"
    }

    /// A file that it made: `authority.pem`, `client.key`.
    func file(_ name: String) -> String { process.directory.path(name) }

    /// The text of a file that it made.
    func text(_ name: String) throws -> Secret { Secret(try process.directory.read(name)) }

    /// A configuration that trusts its authority and uses no proxy.
    func configuration() -> HTTPConfiguration {
        var configuration = HTTPConfiguration()
        configuration.certificateAuthority = .file(file("authority.pem"))
        configuration.proxy = .none
        configuration.connectTimeout = .seconds(10)
        return configuration
    }

    /// What one of its listeners counted: `accepted` connections, bytes `written`, `running` requests.
    func fact(_ name: String, _ listener: String = "tls") async throws -> Int {
        let response = try await HTTPClient(configuration()).send(
            HTTPRequest(.get, try url(listener, "/facts")), maximumBody: 1 << 20)
        return Int(try JSONValue(parsing: response.body)[name]?.integerValue ?? -1)
    }
}
