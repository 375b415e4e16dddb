import Encoding
import HTTP
import JSON
import TestSupport
import Testing

@testable import Kubernetes

@Suite(.timeLimit(.minutes(5))) struct ClientCertificateTests {
    /// A client of a kubeconfig whose user is given.
    private func client(_ server: CertificateServer, user: JSONValue) throws -> KubernetesClient {
        let config: JSONValue = [
            "current-context": "main", "contexts": [["name": "main", "context": ["cluster": "c", "user": "u"]]],
            "clusters": [["name": "c", "cluster": ["server": .string(server.url), "certificate-authority": "ca.pem"]]],
            "users": [["name": "u", "user": user]],
        ]
        let file = try server.folder.write("config", config.text())
        return KubernetesClient(try ClientConfiguration.load(kubeconfig: file), logger: RecordedLog().logger)
    }

    @Test func aCertificateOfAKubeconfigIsPresented() async throws {
        let server = try await CertificateServer()
        let files = try client(server, user: ["client-certificate": "client.pem", "client-key": "client.key"])
        #expect(try await files.serverVersion() == "v1.2.3")
        let certificate = Base64.text(Array(try server.text("client.pem").utf8))
        let key = Base64.text(Array(try server.text("client.key").utf8))
        let data = try client(server, user: ["client-certificate-data": .string(certificate), "client-key-data": .string(key)])
        #expect(try await data.serverVersion() == "v1.2.3")
    }

    @Test func aCertificateOfAPluginIsPresented() async throws {
        let server = try await CertificateServer()
        func answer(_ name: String) throws -> JSONValue {
            [
                "apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential",
                "status": [
                    "clientCertificateData": .string(try server.text("\(name).pem")),
                    "clientKeyData": .string(try server.text("\(name).key")), "expirationTimestamp": "2020-01-01T00:00:00Z",
                ],
            ]
        }
        try server.folder.write("answer", try answer("client").text())
        let plugin: JSONValue = [
            "apiVersion": "client.authentication.k8s.io/v1", "command": "/bin/cat", "interactiveMode": "Never",
            "args": [.string(server.folder.path("answer"))],
        ]
        let client = try client(server, user: ["exec": plugin])
        #expect(try await client.serverVersion() == "v1.2.3")
        // What the plugin gives next is what is presented next.
        try server.folder.write("answer", try answer("stranger").text())
        let error = try await failure { () async throws(KubernetesError) in try await client.serverVersion() }
        guard case .transport = error.cause else { throw TestError("\(error)") }
        #expect(!"\(error)".contains("BEGIN"))
        try server.folder.write("answer", try answer("client").text())
        #expect(try await client.serverVersion() == "v1.2.3")
    }

    @Test func withoutACertificateTheServerDoesNotSpeak() async throws {
        let server = try await CertificateServer()
        let client = try client(server, user: [:])
        let error = try await failure { () async throws(KubernetesError) in try await client.serverVersion() }
        guard case .transport(let transport) = error.cause else { throw TestError("\(error)") }
        // The alert that says why may be overtaken by the end of the connection.
        #expect(transport.kind == (transport.reason.contains("alert") ? .tlsFailed : .connectionLost))
        #expect(error.isTransient == (transport.kind == .connectionLost))
    }
}
