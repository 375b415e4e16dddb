import Glibc
import HTTP
import JSON
import TestSupport
import Unix

/// The web sites and registries of `Server/server.py`, of which each test has files of its own in a folder of its own.
final class ChartServers: Sendable {
    private let process: ChildProcess
    private let directory: TemporaryDirectory
    private let ports: JSONValue
    private let input: Int32

    /// The servers, started once.
    static func shared() async throws -> ChartServers { try await starting.value }

    private static let starting = Task { try await ChartServers() }

    init() async throws {
        let directory = try TemporaryDirectory()
        let pipe = try makePipe()
        process = try ChildProcess(
            "python3", ["\(Repository.root)/Tests/ChartSourcesTests/Server/server.py", directory.path],
            input: .descriptor(pipe.reading), output: .file(directory.path("ports")), error: .file(directory.path("error")))
        // The servers end when this end of the pipe is closed, at the latest with this process.
        input = pipe.writing
        let process = process
        let line = try await eventually("the ports of the chart servers", within: 120) { () -> String? in
            guard process.isRunning else { throw TestError(try directory.read("error")) }
            let text = try directory.read("ports")
            return text.hasSuffix("\n") ? text : nil
        }
        ports = try JSONValue(parsing: line)
        self.directory = directory
    }

    deinit { close(input) }

    /// The host and port of a site or a registry: `open`, `other`, `basic`, `token`, `plain`, `registry`, `registry-basic`…
    func host(_ name: String) throws -> String {
        guard let port = ports[name]?.integerValue else { throw TestError("there is no server \(name)") }
        return "127.0.0.1:\(port)"
    }

    /// The URL of something at a site.
    func url(_ site: String, _ path: String) throws -> String {
        "\(site == "plain" ? "http" : "https")://\(try host(site))/\(path)"
    }

    /// The file with the authority of the sites' certificates.
    var authority: String { directory.path("authority.pem") }

    /// The file with an authority that none of them is from.
    var otherAuthority: String { directory.path("other.pem") }

    /// Puts a file where all sites serve it.
    func put(_ path: String, _ bytes: [UInt8]) throws {
        try Directory(directory.path).write("www/\(path)", bytes)
    }

    /// Scripts the answer to a path.
    func script(_ path: String, _ answer: JSONValue) throws {
        try put("\(path).answer", answer.serialized())
    }

    /// Removes what lies at a path.
    func remove(_ path: String) throws { try directory.remove("www/\(path)") }

    /// The requests for paths that begin so, in their order.
    func requests(below prefix: String) throws -> [Request] {
        guard let text = try? directory.read("requests") else { return [] }
        return try text.split(separator: "\n").compactMap { line in
            let value = try JSONValue(parsing: Array(line.utf8))
            let request = Request(
                site: value["site"]?.stringValue ?? "", path: value["path"]?.stringValue ?? "",
                authorization: value["authorization"]?.stringValue ?? "")
            return request.path.hasPrefix("/\(prefix)") ? request : nil
        }
    }

    struct Request: Equatable {
        let site: String
        let path: String
        let authorization: String
    }
}
