import JSON
import TestSupport
import Unix

/// The web sites and registries of `Server/server.py`, of which each test has files of its own in a folder of its own.
final class ChartServers: Sendable {
    private let process: ServerProcess

    /// The servers, started once.
    static func shared() async throws -> ChartServers { try await starting.value }

    private static let starting = Task { try await ChartServers() }

    private init() async throws {
        process = try await ServerProcess("python3", ["\(Repository.root)/Tests/ChartSourcesTests/Server/server.py"])
    }

    private var directory: TemporaryDirectory { process.directory }

    /// The host and port of a site or a registry: `open`, `other`, `basic`, `token`, `plain`, `registry`, `registry-basic`…
    func host(_ name: String) throws -> String {
        "127.0.0.1:\(try process.port(name))"
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
