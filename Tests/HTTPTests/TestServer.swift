import Glibc
import HTTP
import JSON
import TestSupport
import Unix

/// The server of `Server/main.go`, one for all tests: HTTP/1.1, HTTP/2, client certificates, a proxy and worse.
final class TestServer: Sendable {
    private let process: ChildProcess
    private let directory: TemporaryDirectory
    private let ports: JSONValue
    private let input: Int32

    /// The server, built and started once.
    static func shared() async throws -> TestServer { try await starting.value }

    private static let starting = Task { try await TestServer() }

    /// A server of the test's own, whose connections and counts are nobody else's.
    static func own() async throws -> TestServer {
        _ = try await shared()
        return try await TestServer()
    }

    private static let building = Task { () -> String in
        let executable = "\(Repository.root)/.build/http-test-server"
        let result = try await Command.run(
            try await Toolchain.go(), ["build", "-o", executable, "."], environment: ["GOTOOLCHAIN": "local"],
            directory: "\(Repository.root)/Tests/HTTPTests/Server")
        guard result.succeeded else { throw TestError("unable to build the test server: \(result.error)") }
        return executable
    }

    private init() async throws {
        let executable = try await Self.building.value
        let directory = try TemporaryDirectory()
        let pipe = try makePipe()
        process = try ChildProcess(
            executable, [directory.path], input: .descriptor(pipe.reading), output: .file(directory.path("ports")))
        // The server ends when this end of the pipe is closed, at the latest with this process.
        input = pipe.writing
        let line = try await eventually("the test server's ports", within: 120) {
            let text = try directory.read("ports")
            return text.hasSuffix("\n") ? text : nil
        }
        ports = try JSONValue(parsing: line)
        self.directory = directory
    }

    deinit {
        close(input)
    }

    /// The port of one of its listeners: `plain`, `tls`, `mutual`, `named`, `ended`, `silent`, `garbage`, `proxy`.
    func port(_ name: String) throws -> Int {
        guard let port = ports[name]?.integerValue else { throw TestError("no port \(name)") }
        return Int(port)
    }

    /// The URL of a path of one of its listeners.
    func url(_ name: String, _ path: String) throws -> String {
        let scheme = ["plain", "garbage"].contains(name) ? "http" : "https"
        return "\(scheme)://127.0.0.1:\(try port(name))\(path)"
    }

    /// A file that it made: `authority.pem`, `client.key`.
    func file(_ name: String) -> String { directory.path(name) }

    /// The text of a file that it made.
    func text(_ name: String) throws -> Secret { Secret(try directory.read(name)) }

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
