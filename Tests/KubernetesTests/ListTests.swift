import JSON
import Kubernetes
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct ListTests {
    private func names(_ page: ListPage) throws -> [String] {
        try page.items.map { try $0.find("metadata", "name")?.string ?? "" }
    }

    @Test func aListComesInPages() async throws {
        let real = try RealCluster()
        let namespace = try await real.cluster.makeNamespace("pages")
        for number in 0..<7 {
            _ = try await real.client.create(
                RealCluster.configMaps, namespace: namespace,
                body: RealCluster.configMap("c\(number)", [("n", .string("\(number)"))]))
        }
        var pages: [[String]] = []
        var versions: Set<String> = []
        var remaining: [Int?] = []
        let list = real.client.list(RealCluster.configMaps, namespace: namespace, fieldSelector: nil, limit: 3)
        for try await page in list {
            pages.append(try names(page).filter { $0.hasPrefix("c") })
            versions.insert(page.resourceVersion)
            remaining.append(page.remainingItemCount)
            #expect((page.continueToken == nil) == (page.remainingItemCount == nil))
        }
        #expect(pages.flatMap { $0 } == (0..<7).map { "c\($0)" })
        #expect(pages.count >= 3, "a controller manager may have put a ConfigMap of its own here")
        #expect(versions.count == 1, "all pages show the cluster at one moment")
        #expect(remaining.last == .some(nil))
    }

    @Test func anItemSaysWhatItIs() async throws {
        let real = try RealCluster()
        let namespace = try await real.cluster.makeNamespace("items")
        let body = RealCluster.configMap("one", [("a", "b")])
        _ = try await real.client.create(RealCluster.configMaps, namespace: namespace, body: body)
        let list = real.client.list(RealCluster.configMaps, namespace: namespace, fieldSelector: "metadata.name=one")
        var items: [JSONValue] = []
        for try await page in list { for item in page.items { items.append(try item.value()) } }
        #expect(items.count == 1)
        #expect(items.first?["apiVersion"] == "v1")
        #expect(items.first?["kind"] == "ConfigMap")
        #expect(items.first?["data"] == ["a": "b"])
        let got = try await real.client.get(RealCluster.configMaps, namespace: namespace, name: "one").value()
        #expect(items.first == got, "it is the object as it is by itself")
    }

    @Test func selectorsSelect() async throws {
        let real = try RealCluster()
        let kind = try await GadgetKind.established(on: real.cluster)
        let namespace = try await real.cluster.makeNamespace("selectors")
        for (name, tier) in [("a", "web"), ("b", "web"), ("c", "data")] {
            let body = kind.gadget(name, labels: ["tier": .string(tier)])
            _ = try await real.client.create(kind.resource, namespace: namespace, body: body)
        }
        func found(labels: String? = nil, fields: String? = nil, in namespace: String? = nil) async throws -> [String] {
            var all: [String] = []
            let pages = real.client.list(
                kind.resource, namespace: namespace, labelSelector: labels, fieldSelector: fields, limit: 1)
            for try await page in pages { all += try names(page) }
            return all
        }
        #expect(try await found() == ["a", "b", "c"])
        #expect(try await found(labels: "tier=web") == ["a", "b"])
        #expect(try await found(labels: "tier in (data), tier!=web") == ["c"])
        #expect(try await found(fields: "metadata.name=b", in: namespace) == ["b"])
        #expect(try await found(in: "default").isEmpty)
        try await kind.undefine()
    }

    @Test func onlyTheMetadataComesIfOnlyThatIsAskedFor() async throws {
        let real = try RealCluster()
        let namespace = try await real.cluster.makeNamespace("metadata")
        let body = RealCluster.configMap("one", [("a", "b")])
        _ = try await real.client.create(RealCluster.configMaps, namespace: namespace, body: body)
        let list = real.client.list(
            RealCluster.configMaps, namespace: namespace, fieldSelector: "metadata.name=one", metadataOnly: true)
        for try await page in list {
            let item = try #require(page.items.first).value()
            #expect(item["kind"] == "PartialObjectMetadata")
            #expect(item["apiVersion"] == "meta.k8s.io/v1")
            #expect(item["metadata"]?["name"] == "one")
            #expect(item["data"] == nil)
        }
        let got = try await real.client.get(RealCluster.configMaps, namespace: namespace, name: "one", metadataOnly: true).value()
        #expect(got["kind"] == "PartialObjectMetadata")
        #expect(got["data"] == nil)
    }

    @Test func anEmptyListIsOnePage() async throws {
        let real = try RealCluster()
        let kind = try await GadgetKind.established(on: real.cluster)
        for metadataOnly in [false, true] {
            var pages: [ListPage] = []
            for try await page in real.client.list(kind.resource, metadataOnly: metadataOnly) { pages.append(page) }
            #expect(pages.map(\.items.count) == [0])
            #expect(pages.first.map { Int($0.resourceVersion) != nil } == true)
        }
        try await kind.undefine()
    }

    @Test func aPageThatCannotBeContinuedIsAnError() async throws {
        let server = try ScriptedServer { request in
            guard request.line.contains("continue=") else {
                return .json(
                    #"{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"7","continue":"t/+="},"items":[]}"#
                )
            }
            return .json(
                #"{"kind":"Status","status":"Failure","reason":"Expired","code":410,"message":"too old"}"#, status: 410)
        }
        var pages = server.client().list(RealCluster.configMaps, namespace: "a").makeAsyncIterator()
        #expect(try await pages.next()?.items.isEmpty == true)
        let error = try await failure { () async throws(KubernetesError) in try await pages.next() }
        #expect(error.isGone)
        #expect("\(error)" == "list configmaps in namespace \"a\": too old")
        #expect(server.requests.last?.line == "GET /api/v1/namespaces/a/configmaps?limit=500&continue=t%2F%2B%3D HTTP/1.1")
    }
}
