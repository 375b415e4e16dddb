import Glibc
import Unix

/// What the API server is asked from a moment on, as its audit log tells.
package struct AuditLog: Sendable {
    private let cluster: DevCluster
    private let path: String
    private let start: Int

    /// Begins at the present end of a cluster's audit log.
    package init(of cluster: DevCluster) throws {
        guard let directory = cluster.directory else {
            throw TestError("this test needs an audit log: run it through deploy/devcluster/with-cluster")
        }
        self.cluster = cluster
        path = "\(directory)/audit.log"
        start = Int(try FileDescriptor(opening: path, flags: O_RDONLY).status().size)
    }

    /// The requests so far that `isWanted` picks, in the order of their arrival.
    ///
    /// A request may be answered before it is logged: a last one, which this sends and waits for, makes sure of those before it.
    package func requests(where isWanted: (AuditedRequest) -> Bool) async throws -> [AuditedRequest] {
        let mark = "audit-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
        try await cluster.kubectl("get", "namespace", mark, "--ignore-not-found")
        let all = try await eventually("the audit log to catch up") {
            let found = try read()
            return found.contains { $0.name == mark } ? found : nil
        }
        return all.filter(isWanted).sorted { $0.received < $1.received }
    }

    private func read() throws -> [AuditedRequest] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw TestError("unable to open \(path)") }
        defer { close(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = pread(file, &chunk, chunk.count, off_t(start + bytes.count))
            guard count >= 0 else { throw TestError("unable to read \(path)") }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        // The last piece is empty, or a line that is still being written.
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
        return try lines.map { try AuditedRequest($0) }
    }
}
