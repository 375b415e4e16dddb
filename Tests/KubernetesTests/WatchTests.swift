import JSON
import Kubernetes
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct WatchTests {
    /// Where the resource's history is now.
    private func now(_ real: RealCluster, _ resource: APIResource, _ namespace: String?) async throws -> String {
        var version = ""
        for try await page in real.client.list(resource, namespace: namespace, limit: 1) { version = page.resourceVersion }
        return version
    }

    /// What an event is about: `added a`.
    private func line(_ event: WatchEvent) throws -> String {
        "\(event.type) \(try event.object.find("metadata", "name")?.string ?? "")"
    }

    @Test func whatHappensIsToldInOrderAsItHappens() async throws {
        let real = try RealCluster()
        let kind = try await GadgetKind.established(on: real.cluster)
        let version = try await now(real, kind.resource, nil)
        let stream = try await real.client.watch(kind.resource, resourceVersion: version, timeoutSeconds: 60)
        var events = stream.makeAsyncIterator()
        // Each event is awaited before the next thing happens: the watch has not ended, so nothing waits for its end.
        let created = try await real.client.create(kind.resource, namespace: "default", body: kind.gadget("a", size: 1))
        let added = try #require(try await events.next())
        #expect(added.type == .added)
        #expect(try added.object.value() == created.value())
        _ = try await real.client.patch(
            kind.resource, namespace: "default", name: "a", body: Array(#"{"spec":{"size":2}}"#.utf8), type: .merge)
        let modified = try #require(try await events.next())
        #expect(modified.type == .modified)
        #expect(try modified.object.find("spec", "size")?.integer == 2)
        _ = try await real.client.delete(kind.resource, namespace: "default", name: "a")
        let deleted = try #require(try await events.next())
        #expect(deleted.type == .deleted)
        #expect(try deleted.object.find("spec", "size")?.integer == 2)
        #expect(deleted.status == nil)
        try await kind.undefine()
    }

    @Test func aWatchWithoutAVersionBeginsWithWhatThereIs() async throws {
        let real = try RealCluster()
        let kind = try await GadgetKind.established(on: real.cluster)
        let namespace = try await real.cluster.makeNamespace("watch")
        for (name, tier) in [("a", "web"), ("b", "data"), ("c", "web")] {
            let body = kind.gadget(name, labels: ["tier": .string(tier)])
            _ = try await real.client.create(kind.resource, namespace: namespace, body: body)
        }
        var lines: [String] = []
        let stream = try await real.client.watch(
            kind.resource, namespace: namespace, labelSelector: "tier=web", resourceVersion: nil, timeoutSeconds: 60)
        for try await event in stream {
            lines.append(try line(event))
            if lines.count == 2 { break }
        }
        #expect(lines.sorted() == ["added a", "added c"])
        // What no longer matches is gone from this watch's view.
        let other = try await real.client.watch(
            kind.resource, namespace: namespace, labelSelector: "tier=web",
            resourceVersion: try await now(real, kind.resource, nil),
            timeoutSeconds: 60)
        _ = try await real.client.patch(
            kind.resource, namespace: namespace, name: "a", body: Array(#"{"metadata":{"labels":{"tier":"data"}}}"#.utf8),
            type: .merge)
        var iterator = other.makeAsyncIterator()
        let event = try #require(try await iterator.next())
        #expect(try line(event) == "deleted a")
        try await kind.undefine()
    }

    @Test func bookmarksComeAndTheServerEndsTheWatch() async throws {
        let real = try RealCluster()
        let kind = try await GadgetKind.established(on: real.cluster)
        let version = try await now(real, kind.resource, nil)
        var marked = ""
        // The API server marks two seconds before the end, if it is not too busy.
        for timeout in 4...9 where marked.isEmpty {
            var types: [WatchEvent.Kind] = []
            let stream = try await real.client.watch(kind.resource, resourceVersion: version, timeoutSeconds: timeout)
            // What a bookmark marks has to have happened while the watch runs.
            _ = try await real.client.create(kind.resource, namespace: "default", body: kind.gadget("a\(timeout)"))
            for try await event in stream {
                types.append(event.type)
                if event.type == .bookmark { marked = try event.object.find("metadata", "resourceVersion")?.string ?? "" }
            }
            if !marked.isEmpty { #expect(types.first == .added) }
        }
        #expect((Int(marked) ?? 0) > (Int(version) ?? 0))
        try await kind.undefine()
    }

    @Test func aVersionThatIsTooOldIsGone() async throws {
        let real = try RealCluster()
        let kind = try await GadgetKind.established(on: real.cluster)
        let status: Status?
        do throws(KubernetesError) {
            let stream = try await real.client.watch(kind.resource, resourceVersion: "1", timeoutSeconds: 30)
            var events = stream.makeAsyncIterator()
            status = try await events.next()?.status
        } catch {
            // Some servers answer with it, others begin the watch first.
            #expect(error.isGone)
            status = error.status
        }
        #expect(status?.code == 410)
        #expect(status?.reason == "Expired")
        #expect(status?.message.hasPrefix("too old resource version: 1 (") == true)
        try await kind.undefine()
    }

    @Test func aWatchOfWhatIsNotServedOrForbiddenIsRefused() async throws {
        let real = try RealCluster()
        let unknown = APIResource(group: "no.example.com", version: "v1", plural: "things", kind: "Thing", namespaced: true)
        let missing = try await failure { () async throws(KubernetesError) in
            try await real.client.watch(unknown, resourceVersion: nil)
        }
        #expect(missing.isNotFound)
        let nobody = try RealCluster(context: "nobody")
        let forbidden = try await failure { () async throws(KubernetesError) in
            try await nobody.client.watch(RealCluster.configMaps, namespace: "default", resourceVersion: nil)
        }
        #expect(forbidden.isForbidden)
        #expect(
            "\(forbidden)" == "watch configmaps in namespace \"default\": configmaps is forbidden: User \"nobody\" cannot watch "
                + "resource \"configmaps\" in API group \"\" in the namespace \"default\"")
    }

    @Test func aServerThatDoesNotKnowInitialEventsRefusesThem() async throws {
        let real = try RealCluster()
        let error = try await failure { () async throws(KubernetesError) in
            try await real.client.watch(
                RealCluster.configMaps, resourceVersion: nil, timeoutSeconds: 30, sendInitialEvents: true)
        }
        #expect(error.isInvalid)
        #expect(error.message.contains("resourceVersionMatch is forbidden for watch"))
    }

    @Test func aLargeObjectComesWhole() async throws {
        let real = try RealCluster()
        let namespace = try await real.cluster.makeNamespace("large")
        let stream = try await real.client.watch(
            RealCluster.configMaps, namespace: namespace, fieldSelector: "metadata.name=large", resourceVersion: nil,
            timeoutSeconds: 60)
        let text = String(repeating: "line \u{1F600} \"quoted\"\n", count: 30_000)
        let body = RealCluster.configMap("large", [("text", .string(text))])
        _ = try await real.client.create(RealCluster.configMaps, namespace: namespace, body: body)
        var events = stream.makeAsyncIterator()
        let event = try #require(try await events.next())
        #expect(try event.object.find("data", "text")?.string == text)
    }

    @Test func cancellingTheReaderEndsTheWatchOnTheServer() async throws {
        let real = try RealCluster()
        let namespace = try await real.cluster.makeNamespace("cancelled")
        // A watch is logged when it is over; that it runs is told by the one object that there is.
        _ = try await real.client.create(RealCluster.configMaps, namespace: namespace, body: RealCluster.configMap("one"))
        let audit = try AuditLog(of: real.cluster)
        let (told, telling) = AsyncStream.makeStream(of: Void.self)
        let watching = Task { () -> KubernetesError? in
            do throws(KubernetesError) {
                let stream = try await real.client.watch(
                    RealCluster.configMaps, namespace: namespace, resourceVersion: nil, timeoutSeconds: 300)
                for try await _ in stream { telling.yield() }
                return nil
            } catch {
                return error
            }
        }
        for await _ in told { break }
        watching.cancel()
        let error = await watching.value
        #expect(error?.isCancelled == true)
        #expect(error.map { "\($0)" } == "watch configmaps in namespace \"\(namespace)\": cancelled")
        try await eventually("the watch to be gone") {
            try await !audit.requests { $0.verb == "watch" && $0.resource == "configmaps" && $0.namespace == namespace }.isEmpty
        }
        try await real.cluster.kubectl("delete", "namespace", namespace, "--wait=false")
    }

    @Test func anEventThatIsNotOneIsAnError() async throws {
        for (body, problem) in [
            ("{\"type\":\"ADDED\"}\n", "an event without type or object"), ("[]\n", "an event without type or object"),
        ] {
            let server = try ScriptedServer { _ in .json(body) }
            var events = try await server.client().watch(RealCluster.configMaps, resourceVersion: "1").makeAsyncIterator()
            let error = try await failure { () async throws(KubernetesError) in try await events.next() }
            #expect("\(error)" == "watch configmaps: the API server's answer is not valid: \(problem)")
        }
    }

    @Test func whatLaterServersMaySayIsPassedOver() async throws {
        let server = try ScriptedServer { _ in
            .json(
                """
                {"type":"NEWS","object":{"kind":"Status"}}

                {"type":"ERROR","object":"what?"}
                {"object":{"kind":"Status","code":500,"message":"etcd is away"},"type":"ERROR"}
                {"type":"ADDED","object":{}}
                {"type":"ADD
                """)
        }
        let stream = try await server.client().watch(RealCluster.configMaps, resourceVersion: "1")
        var statuses: [Status?] = []
        for try await event in stream { statuses.append(event.status) }
        #expect(
            statuses == [
                Status(code: 500, reason: "InternalError", message: "the watch failed without saying why"),
                Status(code: 500, reason: "", message: "etcd is away"), nil,
            ])
        #expect(
            server.requests.map(\.line) == [
                "GET /api/v1/configmaps?watch=true&allowWatchBookmarks=true&timeoutSeconds=300&resourceVersion=1 HTTP/1.1"
            ])
    }
}
