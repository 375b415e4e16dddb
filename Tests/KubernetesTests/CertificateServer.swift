import TestSupport

/// A server that speaks only to who has a certificate of its authority (OpenSSL's own), and serves `/version`.
final class CertificateServer: Sendable {
    /// The folder of `ca.pem`, `client.pem`, `client.key` and, of another authority, `stranger.pem` and `stranger.key`.
    let folder: TemporaryDirectory
    /// Its URL.
    let url: String
    private let process: ChildProcess

    init() async throws {
        folder = try TemporaryDirectory()
        try folder.write("make.sh", Self.script)
        try folder.write("version", "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{\"gitVersion\":\"v1.2.3\"}")
        try await Command.text("/bin/sh", [folder.path("make.sh"), folder.path])
        process = try ChildProcess(
            "openssl",
            [
                "s_server", "-accept", "127.0.0.1:0", "-cert", "server.pem", "-key", "server.key", "-CAfile", "ca.pem", "-Verify",
                "1",
                "-verify_return_error", "-HTTP",
            ], output: .file(folder.path("out")), error: .null, directory: folder.path)
        let output = folder.path("out")
        let port = try await eventually("the server's port", within: 120) {
            let lines = try await Command.text("/bin/cat", [output]).split(separator: "\n")
            return lines.first { $0.hasPrefix("ACCEPT ") }?.split(separator: ":").last.map(String.init)
        }
        url = "https://127.0.0.1:\(port)"
    }

    deinit {
        process.kill(15)
    }

    /// The text of one of the files in the folder.
    func text(_ name: String) throws -> String { try folder.read(name) }

    private static let script = """
        set -e
        cd "$1"
        for authority in ca other; do
          openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $authority.key -out $authority.pem -days 1 \
            -subj /CN=$authority
        done
        sign() {
          openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout $1.key -out $1.csr -subj /CN=$1
          echo subjectAltName=IP:127.0.0.1 > extension
          openssl x509 -req -in $1.csr -CA $2.pem -CAkey $2.key -CAcreateserial -out $1.pem -days 1 -extfile extension
        }
        sign server ca
        sign client ca
        sign stranger other
        """
}
