import HTTP
import JSON
import TestSupport
import Testing
import Unix

@testable import Kubernetes

@Suite(.timeLimit(.minutes(5))) struct ExecPluginTests {
    private static let version = "client.authentication.k8s.io/v1"
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    /// A plugin that is a shell script.
    private func plugin(_ script: String, _ change: (inout ExecPlugin) -> Void = { _ in }) throws -> ExecPlugin {
        let path = try folder.write("plugin.sh", script)
        var plugin = ExecPlugin(apiVersion: Self.version, command: "/bin/sh", arguments: [path], interactiveMode: .never)
        change(&plugin)
        return plugin
    }

    /// A script that counts its runs and prints a token.
    private func tokens(_ token: String, expiration: String? = nil) -> String {
        let expiry = expiration.map { #","expirationTimestamp":"\#($0)""# } ?? ""
        return """
            echo run >> \(folder.path)/runs
            echo '{"apiVersion":"\(Self.version)","kind":"ExecCredential","status":{"token":"'\(token)'"\(expiry)}}'
            """
    }

    private var runs: Int {
        get throws { try folder.read("runs").split(separator: "\n").count }
    }

    private func run(_ plugin: ExecPlugin, _ configuration: ClientConfiguration? = nil) async throws(KubernetesError)
        -> ExecCredential
    {
        try await ExecRun(plugin: plugin, configuration: configuration ?? ClientConfiguration(server: "https://a")).perform()
    }

    @Test(arguments: ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"])
    func aPluginGivesAToken(version: String) async throws {
        let script = """
            test "$1" = get && test "$GREETING" = hello && test -n "$PATH" || exit 3
            echo '{"apiVersion":"\(version)","kind":"ExecCredential","status":{"token":"s3cr3t","expirationTimestamp":"2030-01-02T03:04:05Z"}}'
            """
        let plugin = try plugin(script) { plugin in
            plugin.apiVersion = version
            plugin.arguments.append("get")
            plugin.environment = ["GREETING": "hello"]
        }
        let given = try await run(plugin)
        #expect(given.credential == Credential(authorization: Secret("Bearer s3cr3t")))
        #expect(given.expiration?.seconds == 1_893_553_445)
    }

    @Test func aPluginGivesACertificate() async throws {
        let script = """
            echo '{"apiVersion":"\(Self.version)","kind":"ExecCredential","status":{"token":"","clientCertificateData":"CERT","clientKeyData":"KEY"}}'
            """
        let given = try await run(try plugin(script))
        #expect(given.credential == Credential(certificate: Secret("CERT"), key: Secret("KEY")))
        #expect(given.expiration == nil)
    }

    @Test func aPluginIsToldWhatItMayKnow() async throws {
        let script = "printf %s \"$KUBERNETES_EXEC_INFO\" > \(folder.path)/info\n" + tokens("t")
        _ = try await run(try plugin(script))
        #expect(
            try JSONValue(parsing: folder.read("info"))
                == ["apiVersion": .string(Self.version), "kind": "ExecCredential", "spec": ["interactive": false]])

        var configuration = ClientConfiguration(server: "https://a:6443/")
        configuration.connection.serverName = "kube.example"
        configuration.connection.proxy = .url(Secret("http://proxy"))
        configuration.connection.certificateAuthority = .file(try folder.write("ca.pem", "PEM"))
        let informed = try plugin(script) { plugin in
            plugin.providesClusterInfo = true
            plugin.clusterConfig = ["audience": "x"]
        }
        let cluster: JSONValue = [
            "server": "https://a:6443", "tls-server-name": "kube.example", "certificate-authority-data": "UEVN",
            "proxy-url": "http://proxy", "config": ["audience": "x"],
        ]
        _ = try await run(informed, configuration)
        #expect(try JSONValue(parsing: folder.read("info"))["spec"]?["cluster"] == cluster)
        configuration.connection.certificateAuthority = .text(Secret("PEM"))
        _ = try await run(informed, configuration)
        #expect(try JSONValue(parsing: folder.read("info"))["spec"]?["cluster"] == cluster)
        configuration.connection.certificateAuthority = .file("/nowhere/ca.pem")
        let error = try await failure { () async throws(KubernetesError) in try await run(informed, configuration) }
        #expect(
            error.message
                == "the certificate authority cannot be read for it: unable to open \"/nowhere/ca.pem\": No such file or directory"
        )
    }

    @Test(arguments: [
        ("exit 3", "it exited with status 3"),
        ("echo 'no such profile' >&2; exit 1", "it exited with status 1: no such profile"),
        ("kill -9 $$", "it was ended by signal 9"),
        ("echo s3cr3t", "its output is not JSON (line 1, column 1)"),
        ("true", "its output is not JSON (line 1, column 1)"),
        (#"echo '{"kind":"Secret","token":"s3cr3t"}'"#, "its output is no ExecCredential"),
        (
            #"echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1beta1","status":{"token":"s3cr3t"}}'"#,
            "it answers in \"client.authentication.k8s.io/v1beta1\" where the kubeconfig says \"client.authentication.k8s.io/v1\""
        ),
        (#"echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1"}'"#, "its output has no status"),
        (
            #"echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":""}}'"#,
            "it gives neither a token nor a client certificate"
        ),
        (
            #"echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"clientKeyData":"s3cr3t"}}'"#,
            "it gives only one of clientCertificateData and clientKeyData"
        ),
        (
            #"""
            echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1",
              "status":{"token":"s3cr3t","expirationTimestamp":"soon"}}'
            """#, "its expirationTimestamp \"soon\" is not a time in RFC 3339"
        ),
    ])
    func aPluginThatFailsIsNamedAndItsOutputIsNot(script: String, expected: String) async throws {
        let error = try await failure { [plugin = try plugin(script)] () async throws(KubernetesError) in try await run(plugin) }
        #expect("\(error)" == "run the exec plugin \"/bin/sh\": \(expected)")
        #expect(!error.isTransient)
        var dumped = ""
        dump(error, to: &dumped)
        #expect(!dumped.contains("s3cr3t"))
    }

    @Test func aPluginThatIsNotThereComesWithItsHint() async throws {
        for command in ["/nowhere/login", "no-such-login-plugin"] {
            let plugin = try plugin("") { plugin in
                plugin.command = command
                plugin.installHint = "Install it with apt."
            }
            let error = try await failure { () async throws(KubernetesError) in try await run(plugin) }
            #expect("\(error)".hasPrefix("run the exec plugin \"\(command)\": it could not be run: "))
            #expect("\(error)".hasSuffix(". Install it with apt."))
        }
    }

    @Test func aPluginThatTakesTooLongIsEnded() async throws {
        let plugin = try plugin("echo $$ > \(folder.path)/pid; exec sleep 600")
        var run = ExecRun(plugin: plugin, configuration: ClientConfiguration(server: "https://a"))
        run.timeout = .milliseconds(500)
        let error = try await failure { [run] () async throws(KubernetesError) in try await run.perform() }
        #expect("\(error)" == "run the exec plugin \"/bin/sh\": it took longer than 0.5 seconds")
        let pid = try folder.read("pid").split(separator: "\n").first ?? ""
        try await eventually("the plugin to be gone", within: 120) {
            try await Command.run("/bin/kill", ["-0", String(pid)]).exit != .status(0)
        }
    }

    @Test func aPluginThatMustAskNeedsATerminal() async throws {
        let configuration = ClientConfiguration(server: "https://a")
        var asking = ExecRun(plugin: try plugin(tokens("t")) { $0.interactiveMode = .always }, configuration: configuration)
        asking.isTerminal = false
        let error = try await failure { [asking] () async throws(KubernetesError) in try await asking.perform() }
        #expect(error.message == "it has to ask somebody, and standard input is not a terminal")
        var other = ExecRun(plugin: try plugin(tokens("t")) { $0.interactiveMode = .ifAvailable }, configuration: configuration)
        other.isTerminal = false
        #expect(try await other.perform().credential.authorization == Secret("Bearer t"))
    }

    /// A plugin runs once for all requests, until what it gave ends or is refused.
    @Test func aPluginRunsOnceForManyRequests() async throws {
        let server = try ScriptedServer { _ in .json("{}") }
        let plugin = try plugin(tokens("s3cr3t", expiration: "2100-01-01T00:00:00Z"))
        let client = server.client { $0.authentication = .exec(plugin) }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { _ = try? await client.serverVersion() } }
        }
        #expect(server.requests.count == 20)
        #expect(server.requests.allSatisfy { $0.values("Authorization") == ["Bearer s3cr3t"] })
        #expect(try runs == 1)
    }

    @Test func aPluginRunsAgainOnceWhatItGaveHasEnded() async throws {
        let server = try ScriptedServer { _ in .json("{}") }
        let plugin = try plugin(tokens("s3cr3t", expiration: "2020-01-01T00:00:00Z"))
        let client = server.client { $0.authentication = .exec(plugin) }
        _ = try await client.serverVersion()
        _ = try await client.serverVersion()
        #expect(try runs == 2)
    }

    @Test func aPluginRunsAgainOnceWhatItGaveIsRefused() async throws {
        let plugin = try plugin(tokens("$(wc -l < \(folder.path)/runs)"))
        let server = try ScriptedServer { request in
            request.values("authorization") == ["Bearer 2"] ? .json("{}") : .json("", status: 401)
        }
        let client = server.client { $0.authentication = .exec(plugin) }
        _ = try await client.serverVersion()
        _ = try await client.serverVersion()
        #expect(server.requests.map { $0.values("authorization").joined() } == ["Bearer 1", "Bearer 2", "Bearer 2"])
        #expect(try runs == 2)
    }

    @Test func aRefusalOfWhatAPluginGivesAgainIsFinal() async throws {
        let plugin = try plugin(tokens("s3cr3t"))
        let server = try ScriptedServer { _ in .json("", status: 401) }
        let client = server.client { configuration in
            configuration.authentication = .exec(plugin)
            configuration.identity = "user \"u\" (exec plugin)"
        }
        let error = try await failure { () async throws(KubernetesError) in try await client.serverVersion() }
        #expect(error.isUnauthorized)
        #expect(server.requests.count == 1)
        #expect(try runs == 2)
    }

    @Test func whoWaitsForAPluginIsCancelledAtOnce() async throws {
        let plugin = try plugin("echo run >> \(folder.path)/runs; exec sleep 120")
        let server = try ScriptedServer { _ in .json("{}") }
        let client = server.client { $0.authentication = .exec(plugin) }
        let asking = Task {
            try await failure { () async throws(KubernetesError) in try await client.serverVersion() }
        }
        try await eventually("the plugin to run", within: 120) { try runs == 1 }
        let start = ContinuousClock.now
        asking.cancel()
        #expect(try await asking.value.isCancelled)
        // The plugin itself takes two minutes.
        #expect(start.duration(to: .now) < .seconds(100))
    }
}
