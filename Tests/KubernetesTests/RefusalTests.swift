import HTTP
import JSON
import Kubernetes
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct RefusalTests {
    private let maps = RealCluster.configMaps

    @Test func whoMayNotIsToldWhatHeMayNot() async throws {
        let nobody = try RealCluster(context: "nobody")
        let error = try await failure { () async throws(KubernetesError) in
            try await nobody.client.get(maps, namespace: "default", name: "one")
        }
        #expect(error.isForbidden)
        #expect(!error.isTransient)
        #expect(
            "\(error)" == "get ConfigMap/default/one: configmaps \"one\" is forbidden: User \"nobody\" cannot get resource "
                + "\"configmaps\" in API group \"\" in the namespace \"default\"")
    }

    @Test func credentialsThatAreNotAcceptedAreNamedAndNotShown() async throws {
        let real = try RealCluster { configuration in
            configuration.authentication = .token(Secret("s3cr3t-token"))
            configuration.identity = "user \"mallory\" (token)"
        }
        for stream in [false, true] {
            let error = try await failure { () async throws(KubernetesError) in
                if stream {
                    _ = try await real.client.watch(maps, resourceVersion: nil)
                } else {
                    _ = try await real.client.get(maps, namespace: "default", name: "one")
                }
            }
            #expect(error.isUnauthorized)
            #expect(!error.isTransient)
            #expect(error.message == "the API server does not accept the credentials of user \"mallory\" (token): Unauthorized")
            var dumped = ""
            dump(error, to: &dumped)
            #expect(!dumped.contains("s3cr3t"))
        }
        let discovery = try await failure { () async throws(KubernetesError) in
            try await real.client.resource(group: "", kind: "ConfigMap")
        }
        #expect(discovery.isUnauthorized)
        #expect(!real.log.lines.joined().contains("s3cr3t"))
    }

    @Test func warningsAreLoggedOnceEach() async throws {
        let real = try RealCluster()
        let old = APIResource(
            group: "apiextensions.k8s.io", version: "v1beta1", plural: "customresourcedefinitions",
            kind: "CustomResourceDefinition", namespaced: false)
        for _ in 0..<3 { for try await _ in real.client.list(old, limit: 1) { break } }
        #expect(
            real.log.lines == [
                "warning: The API server warns operation=list customresourcedefinitions.apiextensions.k8s.io "
                    + "warning=apiextensions.k8s.io/v1beta1 CustomResourceDefinition is deprecated in v1.16+, unavailable in v1.22+; "
                    + "use apiextensions.k8s.io/v1 CustomResourceDefinition"
            ])
        _ = try await real.client.watch(old, resourceVersion: nil, timeoutSeconds: 1)
        #expect(real.log.lines.count == 1)
    }

    @Test func everyAnswerIsCounted() async throws {
        let counts = Mutex<[String: Int]>([:])
        let cluster = try DevCluster.required()
        let configuration = try ClientConfiguration.load(kubeconfig: cluster.kubeconfig)
        let client = KubernetesClient(configuration, logger: RecordedLog().logger) { code, method, host in
            counts.withLock { $0["\(method) \(code) \(host)", default: 0] += 1 }
        }
        let kind = GroupVersionKind(apiVersion: "v1", kind: "ConfigMap")
        _ = try await client.resource(for: kind)
        _ = try? await client.get(maps, namespace: "default", name: "no-such-one")
        let host = configuration.host
        #expect(counts.withLock { $0 } == ["GET 200 \(host)": 1, "GET 404 \(host)": 1])
        client.shutdown()
        let error = try await failure { () async throws(KubernetesError) in try await client.serverVersion() }
        #expect(error.message == "\(configuration.server): the client has been shut down")
        #expect(counts.withLock { $0 }["GET <error> \(host)"] == 1)
    }

    /// A request that is shed is sent again after the time that the server asks for.
    @Test(arguments: [429, 503])
    func whatIsShedIsSentAgain(code: Int) async throws {
        let left = Mutex(2)
        let server = try ScriptedServer { _ in
            let isShed = left.withLock { left in
                defer { left -= 1 }
                return left > 0
            }
            if isShed { return .json("shed", status: code, headers: ["Retry-After: 1"]) }
            return .json(#"{"kind":"ConfigMap"}"#)
        }
        let start = ContinuousClock.now
        let response = try await server.client().apply(
            maps, namespace: "default", name: "one", body: RealCluster.configMap("one"), fieldManager: "tests", force: true)
        #expect(!response.created)
        #expect(start.duration(to: .now) >= .seconds(2))
        #expect(server.requests.count == 3)
        #expect(server.requests.allSatisfy { $0.body == String(decoding: RealCluster.configMap("one"), as: UTF8.self) })
        #expect(server.requests.first?.values("content-type") == ["application/apply-patch+yaml"])
        #expect(server.requests.first?.line.hasSuffix("/configmaps/one?fieldManager=tests&force=true HTTP/1.1") == true)
    }

    @Test(arguments: [
        (429, "Retry-After: 3600", 3600), (500, "X: y", nil), (503, "Retry-After: soon", nil), (409, "Retry-After: 0", 0),
    ])
    func whatIsNotWorthWaitingForIsAnErrorAtOnce(code: Int, header: String, seconds: Int?) async throws {
        let server = try ScriptedServer { _ in .json("not now\n", status: code, headers: [header]) }
        let error = try await failure { () async throws(KubernetesError) in
            try await server.client().get(maps, namespace: "default", name: "one")
        }
        #expect("\(error)" == "get ConfigMap/default/one: not now")
        #expect(error.status?.retryAfterSeconds == seconds)
        #expect(error.isTransient)
        #expect(server.requests.count == 1)
    }

    @Test func aWaitEndsWithItsTask() async throws {
        let server = try ScriptedServer { _ in .json("", status: 429, headers: ["Retry-After: 60"]) }
        let client = server.client()
        let asking = Task {
            try await failure { () async throws(KubernetesError) in try await client.get(maps, namespace: "default", name: "one")
            }
        }
        try await eventually("the request to arrive", within: 120) { server.requests.count == 1 }
        asking.cancel()
        #expect("\(try await asking.value)" == "get ConfigMap/default/one: cancelled")
    }

    /// A lost connection is no reason to do something twice that must happen once.
    @Test func aLostConnectionIsTriedAgainWhereThatDoesNoHarm() async throws {
        let server = try ScriptedServer { _ in .hangUp }
        let client = server.client()
        let apply = try await failure { () async throws(KubernetesError) in
            try await client.apply(
                maps, namespace: "default", name: "one", body: RealCluster.configMap("one"), fieldManager: "tests", force: true)
        }
        #expect(apply.isTransient)
        let count = server.requests.count
        #expect(count >= 4)
        let create = try await failure { () async throws(KubernetesError) in
            try await client.create(maps, namespace: "default", body: RealCluster.configMap("one"))
        }
        #expect("\(create)".hasPrefix("create ConfigMap/default: \(server.url): the connection was lost: "))
        #expect(server.requests.count == count + 1)
    }

    @Test func aServerThatIsSilentTimesOut() async throws {
        let server = try ScriptedServer { _ in .silence }
        let client = server.client { $0.requestTimeout = .milliseconds(300) }
        let error = try await failure { () async throws(KubernetesError) in
            try await client.get(maps, namespace: "default", name: "one")
        }
        guard case .transport(let transport) = error.cause else { throw TestError("\(error)") }
        #expect(transport.kind == .timedOut)
        #expect(error.isTransient)
        #expect(server.requests.count == 1)
    }

    @Test func aServerThatIsNotThereIsNamed() async throws {
        let server = try ScriptedServer { _ in .silence }
        var configuration = server.configuration()
        configuration.server = "http://127.0.0.1:1"
        let client = KubernetesClient(configuration, logger: RecordedLog().logger)
        let error = try await failure { () async throws(KubernetesError) in try await client.serverVersion() }
        #expect("\(error)".hasPrefix("ask for the server's version: http://127.0.0.1:1: unable to connect: "))
        #expect(error.isTransient)
    }
}
