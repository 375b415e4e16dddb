import HTTP
import JSON
import TestSupport
import Testing

@testable import Kubernetes

@Suite struct KubeconfigTests {
    /// Loads with nothing but the given environment.
    private func load(
        kubeconfig: String? = nil, context: String? = nil, _ environment: [String: String] = [:]
    ) throws(KubernetesError) -> ClientConfiguration {
        try ClientConfiguration.load(kubeconfig: kubeconfig, context: context, environment: { environment[$0] })
    }

    private func problem(
        kubeconfig: String? = nil, context: String? = nil, _ environment: [String: String] = [:]
    ) throws -> String {
        do throws(KubernetesError) {
            _ = try load(kubeconfig: kubeconfig, context: context, environment)
        } catch {
            guard case .configuration = error.cause else { throw TestError("not a matter of configuration: \(error)") }
            #expect(!error.isTransient)
            return "\(error)"
        }
        throw TestError("it was loaded")
    }

    /// A kubeconfig with one context, whose cluster and user have what is given.
    private func text(cluster: String = "server: https://a:6443", user: String = "token: s3cr3t") -> String {
        """
        apiVersion: v1
        kind: Config
        current-context: main
        contexts: [{name: main, context: {cluster: c, user: u, namespace: team}}]
        clusters: [{name: c, cluster: {\(cluster)}}]
        users: [{name: u, user: {\(user)}}]
        """
    }

    @Test func aContextNamesItsClusterItsUserAndItsNamespace() throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write("config", text())
        let found = try load(kubeconfig: file)
        #expect(found.server == "https://a:6443")
        #expect(found.host == "a:6443")
        #expect(found.namespace == "team")
        #expect(found.authentication == .token(Secret("s3cr3t")))
        #expect(found.identity == "user \"u\" (token)")
        #expect(found.source == "context \"main\" of \(file)")
        #expect(found.connection.verifiesCertificates)
        #expect(found.connection.proxy == .environment)
        #expect(found.impersonation == nil)
        let other = try load(kubeconfig: file, context: "main", ["KUBECONFIG": "/nowhere"])
        #expect(other.server == found.server, "a file that is given goes before the environment")
    }

    @Test(arguments: [
        ("server: 'https://a/'", "https://a"), ("server: 'http://a:80/k8s/cluster/'", "http://a:80/k8s/cluster"),
        ("server: 'https://[::1]:6443'", "https://[::1]:6443"),
    ])
    func aServerIsAURLWithoutASlashAtItsEnd(cluster: String, server: String) throws {
        let folder = try TemporaryDirectory()
        #expect(try load(kubeconfig: folder.write("config", text(cluster: cluster))).server == server)
    }

    @Test func aNameAndAPasswordInTheURLStandInNoMetric() throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write("config", text(cluster: "server: 'https://me:s3cr3t@a:6443'"))
        #expect(try load(kubeconfig: file).host == "a:6443")
    }

    @Test(arguments: [
        ("token: s3cr3t", Authentication.token(Secret("s3cr3t")), "token"),
        ("tokenFile: t", .tokenFile("FOLDER/t", fallback: nil), "token file \"FOLDER/t\""),
        ("tokenFile: /t", .tokenFile("/t", fallback: nil), "token file \"/t\""),
        ("tokenFile: ../t, token: s3cr3t", .tokenFile("FOLDER/../t", fallback: Secret("s3cr3t")), "token file \"FOLDER/../t\""),
        (
            "username: alice, password: s3cr3t", .basic(username: "alice", password: Secret("s3cr3t")),
            "basic authentication of \"alice\""
        ),
        ("username: alice", .basic(username: "alice", password: Secret("")), "basic authentication of \"alice\""),
        ("token: ''", .none, "no token"),
        ("token: null", .none, "no token"),
        ("", .none, "no token"),
    ])
    func aUserSaysWhoHeIsInOneOfManyWays(user: String, expected: Authentication, name: String) throws {
        let folder = try TemporaryDirectory()
        let found = try load(kubeconfig: folder.write("config", text(user: user)))
        switch (found.authentication, expected) {
        case (.tokenFile(let path, let fallback), .tokenFile(let expectedPath, let expectedFallback)):
            #expect(path.replacing(folder.path, with: "FOLDER") == expectedPath)
            #expect(fallback == expectedFallback)
        default: #expect(found.authentication == expected)
        }
        #expect(found.identity.replacing(folder.path, with: "FOLDER") == "user \"u\" (\(name))")
    }

    @Test func certificatesComeFromFilesOrFromTheFileItself() throws {
        let folder = try TemporaryDirectory()
        let cluster = "server: https://a, certificate-authority: ca.pem, tls-server-name: kube.example"
        let user = "client-certificate: pki/me.crt, client-key: /pki/me.key"
        let files = try load(kubeconfig: folder.write("config", text(cluster: cluster, user: user)))
        #expect(files.connection.certificateAuthority == .file(folder.path("ca.pem")))
        #expect(files.connection.clientCertificate == .file(folder.path("pki/me.crt")))
        #expect(files.connection.clientKey == .file("/pki/me.key"))
        #expect(files.connection.serverName == "kube.example")
        #expect(files.identity == "user \"u\" (client certificate)")

        // What stands in the file itself goes before a path.
        let data = try load(
            kubeconfig: folder.write(
                "data",
                text(
                    cluster: cluster + ", certificate-authority-data: UEVN",
                    user: "client-certificate: x, client-certificate-data: Q0VSVA==, client-key-data: \"S0V\\nZ\"")))
        #expect(data.connection.certificateAuthority == .text(Secret("PEM")))
        #expect(data.connection.clientCertificate == .text(Secret("CERT")))
        #expect(data.connection.clientKey == .text(Secret("KEY")))
    }

    @Test func verificationAndTheProxyAreAsTheClusterSays() throws {
        let folder = try TemporaryDirectory()
        let cluster = "server: https://a, insecure-skip-tls-verify: true, proxy-url: 'http://me:s3cr3t@proxy:3128'"
        let found = try load(kubeconfig: folder.write("config", text(cluster: cluster)))
        #expect(!found.connection.verifiesCertificates)
        #expect(found.connection.proxy == .url(Secret("http://me:s3cr3t@proxy:3128")))
        for scheme in ["https", "socks5", "socks5h"] {
            let text = text(cluster: "server: https://a, proxy-url: '\(scheme)://proxy'")
            #expect(try load(kubeconfig: folder.write(scheme, text)).connection.proxy == .url(Secret("\(scheme)://proxy")))
        }
    }

    @Test func impersonationIsASetOfHeaders() throws {
        let folder = try TemporaryDirectory()
        let user = "token: t, as: bob, as-uid: '7', as-groups: [dev, ops], as-user-extra: {example.com/Team: [a, b], x: [c]}"
        let found = try load(kubeconfig: folder.write("config", text(user: user)))
        let headers = try #require(found.impersonation).headers
        #expect(
            headers == [
                HTTPHeader("Impersonate-User", "bob"), HTTPHeader("Impersonate-Uid", "7"), HTTPHeader("Impersonate-Group", "dev"),
                HTTPHeader("Impersonate-Group", "ops"), HTTPHeader("Impersonate-Extra-example.com%2FTeam", "a"),
                HTTPHeader("Impersonate-Extra-example.com%2FTeam", "b"), HTTPHeader("Impersonate-Extra-x", "c"),
            ])
    }

    @Test func anExecPluginIsReadWithAllItsSettings() throws {
        let folder = try TemporaryDirectory()
        let user = """
            exec: {apiVersion: client.authentication.k8s.io/v1, command: bin/login, args: [get, "1"], installHint: "Install it.",
              env: [{name: A, value: b}, {name: C}], provideClusterInfo: true, interactiveMode: Never}
            """
        let cluster = """
            server: https://a, extensions: [{name: other, extension: 1}, {name: client.authentication.k8s.io/exec, extension: {audience: x}}]
            """
        let found = try load(kubeconfig: folder.write("config", text(cluster: cluster, user: user)))
        var expected = ExecPlugin(
            apiVersion: "client.authentication.k8s.io/v1", command: folder.path("bin/login"), arguments: ["get", "1"],
            environment: ["A": "b", "C": ""], installHint: "Install it.", providesClusterInfo: true, interactiveMode: .never)
        expected.clusterConfig = ["audience": "x"]
        #expect(found.authentication == .exec(expected))
        let short = text(user: "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: login}")
        #expect(
            try load(kubeconfig: folder.write("short", short)).authentication
                == .exec(ExecPlugin(apiVersion: "client.authentication.k8s.io/v1beta1", command: "login")),
            "a name without a slash is for PATH to find")
    }

    @Test func severalFilesAreOne() throws {
        let folder = try TemporaryDirectory()
        let first = try folder.write(
            "one/config",
            """
            clusters: [{name: c, cluster: {server: https://first, certificate-authority: ca.pem}}]
            users: [{name: u, user: {token: first}}]
            contexts: [{name: mixed, context: {cluster: other, user: u}}]
            """)
        let second = try folder.write(
            "two/config",
            """
            current-context: both
            clusters:
              - {name: c, cluster: {server: https://second, tls-server-name: second}}
              - {name: other, cluster: {server: https://other, certificate-authority: ca.pem}}
            users: [{name: u, user: {token: second, as: root}}]
            contexts: [{name: both, context: {cluster: c, user: u}}, {name: mixed, context: {cluster: c}}]
            """)
        let third = try folder.write("three/config", "current-context: none\n")
        let environment = ["KUBECONFIG": "\(first):/nowhere/config::\(second):\(third)"]
        let found = try load(environment)
        #expect(found.server == "https://first")
        #expect(found.connection.serverName == nil, "of two entries of a name the first counts, whole")
        #expect(found.connection.certificateAuthority == .file(folder.path("one/ca.pem")))
        #expect(found.authentication == .token(Secret("first")))
        #expect(found.impersonation == nil)
        #expect(found.source == "context \"both\" of \(first), \(second), \(third)")
        let mixed = try load(context: "mixed", environment)
        #expect(mixed.server == "https://other")
        #expect(mixed.connection.certificateAuthority == .file(folder.path("two/ca.pem")), "paths start from their own file")
    }

    @Test func whereItIsLookedFor() throws {
        let folder = try TemporaryDirectory()
        let home = try folder.write("home/.kube/config", text(cluster: "server: https://home"))
        let other = try folder.write("other", text(cluster: "server: https://other"))
        let environment = ["HOME": folder.path("home")]
        #expect(try load(environment).source == "context \"main\" of \(home)")
        #expect(try load(environment.merging(["KUBECONFIG": other]) { $1 }).server == "https://other")
        #expect(try load(environment.merging(["KUBECONFIG": ""]) { $1 }).server == "https://home")
        #expect(try load(kubeconfig: "", environment).server == "https://home")
        #expect(
            try problem([:])
                == "find the cluster: there is no --kubeconfig, no KUBECONFIG, no service account of a pod and no ~/.kube/config")
        #expect(
            try problem(["KUBECONFIG": "/nowhere/a:/nowhere/b"])
                == "read the kubeconfig: none of the files in KUBECONFIG exists: \"/nowhere/a:/nowhere/b\"")
        #expect(
            try problem(kubeconfig: "/nowhere/a")
                == "read the kubeconfig: unable to open \"/nowhere/a\": No such file or directory")
    }

    @Test(arguments: [
        ("current-context: gone", "FILE: there is no context \"gone\"; there are none"),
        ("clusters: []", "FILE: there is no current-context; name one of none"),
        (
            "current-context: a\ncontexts: [{name: a, context: {cluster: b}}, {name: c}]\nclusters: [{name: d, cluster: {}}]",
            "FILE: \"cluster\" of \"a\" names \"b\", which is not there; there are \"d\""
        ),
        (
            "current-context: a\ncontexts: [{name: a, context: {cluster: d, user: e}}]\nclusters: [{name: d, cluster: {}}]",
            "FILE: \"user\" of \"a\" names \"e\", which is not there; there are none"
        ),
        (
            "current-context: a\ncontexts: [{name: a, context: {cluster: d}}]\nclusters: [{name: d, cluster: {}}]",
            "FILE: \"server\" of \"d\" is missing"
        ),
        (
            "current-context: a\ncontexts: [{name: a, context: {cluster: d}}]\nclusters: [{name: d}]",
            "FILE: \"server\" of \"d\" is missing"
        ),
        ("current-context: a\ncontexts: [{name: a, context: x}]", "FILE: \"a\" is not a mapping"),
        ("contexts: {a: b}", "FILE: \"contexts\" is not a list"),
        ("users: [{user: {token: s3cr3t}}]", "FILE: users[0] has no name"),
        ("- a", "FILE: it is not a mapping"),
    ])
    func whatIsMissingIsSaid(text: String, expected: String) throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write("config", text)
        #expect(try problem(kubeconfig: file) == "read the kubeconfig: " + expected.replacing("FILE", with: file))
    }

    @Test(arguments: [
        ("server: a:6443", "", "\"server\" of \"c\" is \"a:6443\", which is no URL that begins with https:// or http://"),
        ("server: 7", "", "\"server\" of \"c\" has to be text; put it in quotes"),
        (
            "server: https://a, insecure-skip-tls-verify: 'yes'", "",
            "\"insecure-skip-tls-verify\" of \"c\" has to be true or false"
        ),
        (
            "server: https://a, insecure-skip-tls-verify: true, certificate-authority: x", "",
            "\"insecure-skip-tls-verify\" of \"c\" and a certificate-authority contradict each other; keep one of them"
        ),
        (
            "server: https://a, certificate-authority-data: 's3cr3t!'", "",
            "\"certificate-authority-data\" of \"c\" is not base 64"
        ),
        (
            "server: https://a, proxy-url: 'ftp://me:s3cr3t@a'", "",
            "\"proxy-url\" of \"c\" does not begin with http://, https:// or socks5://"
        ),
        ("server: https://a", "token: 12345", "\"token\" of \"u\" has to be text; put it in quotes"),
        ("server: https://a", "as-groups: [a]", "\"as-groups\" of \"u\" needs \"as\" beside it"),
        ("server: https://a", "as: x, as-groups: a", "\"as-groups\" of \"u\" has to be a list of texts"),
        (
            "server: https://a", "client-certificate: x",
            "\"client-certificate\" of \"u\" and client-key have to be given together"
        ),
        ("server: https://a", "client-key-data: 's3cr3t='", "\"client-key-data\" of \"u\" is not base 64"),
        (
            "server: https://a", "auth-provider: {name: gcp}",
            "\"auth-provider\" of \"u\" is \"gcp\", which Kubernetes 1.26 removed; use an exec plugin in its place"
        ),
        ("server: https://a", "exec: {}", "\"exec.command\" of \"u\" is missing"),
        (
            "server: https://a", "exec: {command: a, apiVersion: client.authentication.k8s.io/v1alpha1}",
            "\"exec.apiVersion\" of \"u\" has to be client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1"
        ),
        (
            "server: https://a", "exec: {command: a, apiVersion: client.authentication.k8s.io/v1, interactiveMode: never}",
            "\"exec.interactiveMode\" of \"u\" is \"never\", not Never, IfAvailable or Always"
        ),
        ("server: https://a", "as: x, as-user-extra: {team: a}", "\"as-user-extra.team\" of \"u\" has to be a list"),
        (
            "server: https://a", "exec: {command: a, apiVersion: client.authentication.k8s.io/v1, args: get}",
            "\"exec.args\" of \"u\" has to be a list"
        ),
        (
            "server: https://a", "exec: {command: a, apiVersion: client.authentication.k8s.io/v1, args: [1]}",
            "\"exec.args\" of \"u\" has to be a list of texts; put numbers in quotes"
        ),
        (
            "server: https://a", "exec: {command: a, apiVersion: client.authentication.k8s.io/v1, env: [{name: S, value: 1}]}",
            "\"exec.env\" of \"u\" has an entry whose name or value is not text; put it in quotes"
        ),
    ])
    func whatCannotBeUsedIsSaidAndNotShown(cluster: String, user: String, expected: String) throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write("config", text(cluster: cluster, user: user.isEmpty ? "token: s3cr3t" : user))
        let problem = try problem(kubeconfig: file)
        #expect(problem == "read the kubeconfig: \(file): \(expected)")
        #expect(!problem.contains("s3cr3t"))
    }

    @Test(arguments: ["users: [{name: u, user: {token: \"s3cr3t}}]", "users: {token: s3cr3t, token: s3cr3t}", "token: s3cr3t: x"])
    func aFileThatIsNotYAMLIsNamedWithTheLineAndNotShown(text: String) throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write("config", text)
        let problem = try problem(kubeconfig: file)
        #expect(problem.hasPrefix("read the kubeconfig: \(file):1:"))
        #expect(!problem.contains("s3cr3t"))
    }

    @Test func aConfigurationIsNeverPrintedWithItsSecrets() throws {
        let folder = try TemporaryDirectory()
        let cluster = "server: https://a, proxy-url: 'http://me:s3cr3t@proxy'"
        for user in [
            "token: s3cr3t", "username: alice, password: s3cr3t", "tokenFile: x, token: s3cr3t",
            "client-certificate-data: czNjcjN0, client-key-data: czNjcjN0",
        ] {
            let found = try load(kubeconfig: folder.write("config", text(cluster: cluster, user: user)))
            var dumped = ""
            dump(found, to: &dumped)
            for text in [dumped, "\(found)", String(reflecting: found), found.identity, found.source] {
                #expect(!text.contains("s3cr3t"))
            }
        }
    }

    @Test func aPodHasItsServiceAccount() throws {
        let folder = try TemporaryDirectory()
        var environment = ["KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "443"]
        func pod() throws(KubernetesError) -> ClientConfiguration? {
            let environment = environment
            return try ClientConfiguration.inCluster(directory: folder.path, environment: { environment[$0] })
        }
        #expect(try pod() == nil, "without a token it is a pod that is to keep out")
        try folder.write("token", "s3cr3t\n")
        let bare = try #require(try pod())
        #expect(bare.connection.certificateAuthority == nil)
        #expect(bare.namespace == "default")
        try folder.write("ca.crt", "PEM")
        try folder.write("namespace", "team\n")
        let found = try #require(try pod())
        #expect(found.server == "https://10.0.0.1:443")
        #expect(found.connection.certificateAuthority == .file(folder.path("ca.crt")))
        #expect(found.authentication == .tokenFile(folder.path("token"), fallback: nil))
        #expect(found.namespace == "team")
        #expect(found.identity == "the pod's service account")
        environment["KUBERNETES_SERVICE_HOST"] = "fd00::1"
        #expect(try pod()?.server == "https://[fd00::1]:443")
        environment["KUBERNETES_SERVICE_PORT"] = ""
        #expect(try pod() == nil)
    }
}
