import HTTP
import JSON
import Kubernetes
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct CredentialTests {
    private let maps = RealCluster.configMaps

    @Test(arguments: [
        (Authentication.none, []), (.token(Secret("abc")), ["Bearer abc"]),
        (.basic(username: "alice", password: Secret("a:b c")), ["Basic YWxpY2U6YTpiIGM="]),
    ])
    func aRequestSaysWhoAsks(authentication: Authentication, expected: [String]) async throws {
        let server = try ScriptedServer { _ in .json("{}") }
        _ = try await server.client { $0.authentication = authentication }.serverVersion()
        #expect(server.requests.first?.values("authorization") == expected)
    }

    @Test func aRequestSaysWhomItActsAs() async throws {
        let server = try ScriptedServer { _ in .json("{}") }
        let client = server.client { configuration in
            configuration.authentication = .token(Secret("abc"))
            configuration.impersonation = Impersonation(
                user: "bob", groups: ["dev", "ops"], extra: ["example.com/a": ["1", "2"]])
        }
        _ = try await client.serverVersion()
        let request = try #require(server.requests.first)
        #expect(request.values("impersonate-user") == ["bob"])
        #expect(request.values("impersonate-group") == ["dev", "ops"])
        #expect(request.values("impersonate-extra-example.com%2fa") == ["1", "2"])
    }

    /// Something that came from elsewhere must not become a header of its own.
    @Test func credentialsThatCannotBeSentAreNotShown() async throws {
        let server = try ScriptedServer { _ in .json("{}") }
        let client = server.client { $0.authentication = .token(Secret("s3cr3t\r\nImpersonate-User: root")) }
        let error = try await failure { () async throws(KubernetesError) in try await client.serverVersion() }
        #expect(
            "\(error)"
                == "ask for the server's version: \(server.url): the request cannot be sent: the credentials hold a character "
                + "that no header may, such as a line's end")
        #expect(server.requests.isEmpty)
    }

    @Test func aTokenFileIsReadAgainWhenItChanges() async throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write("token", "one\n")
        let server = try ScriptedServer { _ in .json("{}") }
        let client = server.client { $0.authentication = .tokenFile(path, fallback: nil) }
        _ = try await client.serverVersion()
        #expect(server.requests.last?.values("authorization") == ["Bearer one"])
        try folder.write("token", "  two \n")
        try await eventually("the new token to be shown", within: 120) {
            _ = try await client.serverVersion()
            return server.requests.last?.values("authorization") == ["Bearer two"]
        }
    }

    @Test func aTokenFileIsReadAtOnceWhenItsTokenIsRefused() async throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write("token", "one")
        let server = try ScriptedServer { request in
            request.values("authorization") == ["Bearer two"] ? .json("{}") : .json("", status: 401)
        }
        let client = server.client { $0.authentication = .tokenFile(path, fallback: nil) }
        let error = try await failure { () async throws(KubernetesError) in try await client.serverVersion() }
        #expect(error.isUnauthorized)
        #expect(server.requests.count == 1, "the same token is not shown again")
        try folder.write("token", "two")
        _ = try await client.serverVersion()
        #expect(server.requests.last?.values("authorization") == ["Bearer two"])
    }

    @Test func whileATokenFileCannotBeReadTheLastTokenServes() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("token")
        let server = try ScriptedServer { request in
            request.values("authorization") == ["Bearer three"] ? .json("", status: 401) : .json("{}")
        }
        let log = RecordedLog()
        let client = server.client(logger: log.logger) { $0.authentication = .tokenFile(path, fallback: nil) }
        let missing = try await failure { () async throws(KubernetesError) in try await client.serverVersion() }
        #expect("\(missing)" == "read the token file \"\(path)\": unable to open \"\(path)\": No such file or directory")
        try folder.write("token", " \n")
        let empty = try await failure { () async throws(KubernetesError) in try await client.serverVersion() }
        #expect("\(empty)" == "read the token file \"\(path)\": the file is empty")

        let second = server.client(logger: log.logger) { $0.authentication = .tokenFile(path, fallback: Secret("two")) }
        _ = try await second.serverVersion()
        #expect(server.requests.last?.values("authorization") == ["Bearer two"])
        #expect(
            log.lines == [
                "warning: The token file cannot be read; the last token serves on error=the file is empty path=\(path)"
            ])
    }

    // The real API server.

    /// A token of a service account that may read ConfigMaps of a namespace.
    private func serviceAccountToken(_ cluster: DevCluster, _ namespace: String) async throws -> String {
        try await cluster.apply(
            """
            ---
            {apiVersion: v1, kind: ServiceAccount, metadata: {name: robot, namespace: \(namespace)}}
            ---
            {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: reader, namespace: \(namespace)},
             rules: [{apiGroups: [""], resources: [configmaps], verbs: [get]}]}
            ---
            {apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: robot, namespace: \(namespace)},
             roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader},
             subjects: [{kind: ServiceAccount, name: robot, namespace: \(namespace)}]}
            """)
        let accounts = APIResource(group: "", version: "v1", plural: "serviceaccounts", kind: "ServiceAccount", namespaced: true)
        let path = "/api/v1/namespaces/\(namespace)/\(accounts.plural)/robot/token"
        let request = #"{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{}}"#
        let answer = try await cluster.kubectl("create", "--raw", path, "-f", "-", input: request)
        return try #require(try JSONValue(parsing: answer)["status"]?["token"]?.stringValue)
    }

    /// That the client is the service account: it may read ConfigMaps here, and nothing else.
    private func expectTheRobot(_ client: KubernetesClient, _ namespace: String) async throws {
        let missing = try await failure { () async throws(KubernetesError) in
            try await client.get(maps, namespace: namespace, name: "none")
        }
        #expect(missing.isNotFound, "\(missing)")
        let forbidden = try await failure { () async throws(KubernetesError) in
            try await client.delete(maps, namespace: namespace, name: "none")
        }
        #expect(forbidden.isForbidden)
        #expect(forbidden.message.contains("system:serviceaccount:\(namespace):robot"))
    }

    @Test func theServerKnowsATokenFromAFileAndFromAPlugin() async throws {
        let cluster = try DevCluster.required()
        let namespace = try await cluster.makeNamespace("credentials")
        let folder = try TemporaryDirectory()
        let token = try await serviceAccountToken(cluster, namespace)
        try folder.write("token", token)
        try folder.write(
            "plugin.sh",
            """
            echo '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"'$(cat "$1")'"}}'
            """)
        let admin = try await cluster.json("config", "view", "--raw", "--minify")
        let entry = try #require(admin["clusters"]?[0])
        for user in [
            ["tokenFile": "token"],
            [
                "exec": [
                    "apiVersion": "client.authentication.k8s.io/v1beta1", "command": "/bin/sh",
                    "args": [.string(folder.path("plugin.sh")), .string(folder.path("token"))],
                ]
            ],
        ] as [JSONValue] {
            let config: JSONValue = [
                "current-context": "robot", "clusters": [entry], "users": [["name": "robot", "user": user]],
                "contexts": [["name": "robot", "context": ["cluster": entry["name"] ?? .null, "user": "robot"]]],
            ]
            let file = try folder.write("config", config.text())
            let real = RealCluster(cluster, try ClientConfiguration.load(kubeconfig: file))
            try await expectTheRobot(real.client, namespace)
        }
    }

    @Test func aPodsServiceAccountIsWhoThePodIs() async throws {
        let cluster = try DevCluster.required()
        let namespace = try await cluster.makeNamespace("pod")
        let folder = try TemporaryDirectory()
        try folder.write("token", try await serviceAccountToken(cluster, namespace))
        try folder.write("namespace", namespace)
        let admin = try ClientConfiguration.load(kubeconfig: cluster.kubeconfig)
        guard case .file(let authority) = admin.connection.certificateAuthority else { throw TestError("no authority") }
        try folder.write("ca.crt", try await Command.text("/bin/cat", [authority]))
        let port = String(admin.host.split(separator: ":").last ?? "")
        let environment = ["KUBERNETES_SERVICE_HOST": "127.0.0.1", "KUBERNETES_SERVICE_PORT": port]
        let configuration = try #require(
            try ClientConfiguration.inCluster(directory: folder.path, environment: { environment[$0] }))
        #expect(configuration.namespace == namespace)
        try await expectTheRobot(RealCluster(cluster, configuration).client, namespace)
    }

    @Test func theServerTakesAnImpersonatorForWhomHeActsAs() async throws {
        let real = try RealCluster { $0.impersonation = Impersonation(user: "nobody") }
        let error = try await failure { () async throws(KubernetesError) in
            try await real.client.get(maps, namespace: "default", name: "one")
        }
        #expect(error.isForbidden)
        #expect(error.message.contains("User \"nobody\" cannot get"))
        let master = try RealCluster { $0.impersonation = Impersonation(user: "somebody", groups: ["system:masters"]) }
        let missing = try await failure { () async throws(KubernetesError) in
            try await master.client.get(maps, namespace: "default", name: "no-such-one")
        }
        #expect(missing.isNotFound)
        let nobody = try RealCluster(context: "nobody") { $0.impersonation = Impersonation(user: "admin") }
        let refused = try await failure { () async throws(KubernetesError) in
            try await nobody.client.get(maps, namespace: "default", name: "one")
        }
        #expect(refused.isForbidden)
        #expect(refused.message.contains("cannot impersonate"))
    }

    @Test func theServersCertificateIsVerifiedUnlessItIsNotToBe() async throws {
        let strange = try RealCluster { $0.connection.certificateAuthority = nil }
        let error = try await failure { () async throws(KubernetesError) in try await strange.client.serverVersion() }
        guard case .transport(let transport) = error.cause else { throw TestError("\(error)") }
        #expect(transport.kind == .certificateRejected)
        #expect(!error.isTransient)
        let trusting = try RealCluster { configuration in
            configuration.connection.certificateAuthority = nil
            configuration.connection.verifiesCertificates = false
        }
        _ = try await trusting.client.serverVersion()
        let named = try RealCluster { $0.connection.serverName = "kubernetes.default.svc" }
        _ = try await named.client.serverVersion()
        let misnamed = try RealCluster { $0.connection.serverName = "kube.example" }
        let other = try await failure { () async throws(KubernetesError) in try await misnamed.client.serverVersion() }
        #expect(other.message.contains("the server's certificate was not accepted"))
    }

    @Test func aFileOfACertificateThatIsNotThereIsNamed() async throws {
        let lost = try RealCluster { $0.connection.certificateAuthority = .file("/nowhere/ca.pem") }
        let authority = try await failure { () async throws(KubernetesError) in try await lost.client.serverVersion() }
        #expect(authority.message.contains("/nowhere/ca.pem"))
        #expect(!authority.isTransient)
        let keyless = try RealCluster { configuration in
            configuration.connection.clientCertificate = .file("/nowhere/me.crt")
            configuration.connection.clientKey = .file("/nowhere/me.key")
        }
        let certificate = try await failure { () async throws(KubernetesError) in try await keyless.client.serverVersion() }
        #expect(certificate.message.contains("/nowhere/me.crt"))
        #expect(!certificate.isTransient)
    }
}
