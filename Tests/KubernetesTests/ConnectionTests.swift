import HTTP
import JSON
import Kubernetes
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct ConnectionTests {
    private let maps = RealCluster.configMaps

    @Test func allRequestsShareOneConnection() async throws {
        let proxy = try TunnelProxy()
        let real = try RealCluster { $0.connection.proxy = .url(Secret(proxy.url)) }
        let namespace = try await real.cluster.makeNamespace("connection")
        let client = real.client
        let stream = try await client.watch(maps, namespace: namespace, resourceVersion: nil, timeoutSeconds: 60)
        let created = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let name = "c\(number)"
                    let response = try? await client.apply(
                        maps, namespace: namespace, name: name, body: RealCluster.configMap(name, [("a", "1")]),
                        fieldManager: "tests", force: false)
                    return response?.created == true
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(created == 200)
        var told: Set<String> = []
        for try await event in stream {
            let name = try event.object.find("metadata", "name")?.string ?? ""
            if name.hasPrefix("c") { told.insert(name) }
            if told.count == 200 { break }
        }
        #expect(proxy.connections == 1)
    }

    @Test func aRequestIsCancelledWithItsTaskAndTheOthersGoOn() async throws {
        let server = try ScriptedServer { request in
            request.line.contains("/slow ") ? .silence : .json(#"{"kind":"ConfigMap"}"#)
        }
        let client = server.client()
        let slow = Task {
            try await failure { () async throws(KubernetesError) in try await client.get(maps, namespace: "a", name: "slow") }
        }
        try await eventually("the request to arrive", within: 120) { server.requests.count == 1 }
        // The server never answers: only the cancellation ends this.
        slow.cancel()
        let error = try await slow.value
        #expect(error.isCancelled)
        #expect("\(error)" == "get ConfigMap/a/slow: cancelled")
        _ = try await client.get(maps, namespace: "a", name: "quick")
    }

    @Test func aTaskThatIsCancelledAlreadySendsNothing() async throws {
        let server = try ScriptedServer { _ in .json("{}") }
        let client = server.client()
        let error = try await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await failure { () async throws(KubernetesError) in try await client.get(maps, namespace: "a", name: "one")
            }
        }.value
        #expect(error.isCancelled)
        #expect(server.requests.isEmpty)
    }
}
