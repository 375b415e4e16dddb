import Events
import JSON
import TestSupport
import Testing
import Unix

/// What a chart learns of a real cluster: `lookup` and `.Capabilities`, through the three programs.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct SourcePipelineTests {
    private let cluster: DevCluster

    init() async throws {
        cluster = try DevCluster.required()
        try await CharacterKind.install(on: cluster)
    }

    /// A chart that looks up a price and a gadget, and asks whether there are gadgets at all.
    private func chart(_ group: String, _ shop: String) throws -> TemporaryDirectory {
        let folder = try TemporaryDirectory()
        try folder.write("offer/Chart.yaml", "apiVersion: v2\nname: offer\nversion: 1.0.0\n")
        try folder.write(
            "offer/templates/offer.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: {{ .Release.Name }}}
            data:
              room: {{ dig "data" "room" "none" (lookup "v1" "ConfigMap" "\(shop)" "prices") | quote }}
              prices: {{ range (lookup "v1" "ConfigMap" "\(shop)" "").items }}{{ .metadata.name }},{{ end }}
              gadgets: {{ .Capabilities.APIVersions.Has "\(group)/v1/Gadget" | quote }}
              gadget: {{ dig "metadata" "name" "none" (lookup "\(group)/v1" "Gadget" "\(shop)" "first") | quote }}
              deployments: {{ .Capabilities.APIVersions.Has "apps/v1/Deployment" | quote }}

            """)
        return folder
    }

    private func offer(_ room: String, gadget: String = "none") -> [String: String] {
        [
            "room": room, "prices": room == "none" ? "" : "prices,", "gadgets": gadget == "none" ? "false" : "true",
            "gadget": gadget,
            "deployments": "true",
        ]
    }

    private func prices(_ room: Int, in shop: String) -> String {
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: prices, namespace: \(shop), labels: {kind: price}}
        data: {room: "\(room)"}

        """
    }

    private func definition(_ group: String) -> String {
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: gadgets.\(group)}
        spec:
          group: \(group)
          scope: Namespaced
          names: {plural: gadgets, singular: gadget, kind: Gadget, listKind: GadgetList}
          versions:
            - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}

        """
    }

    @Test func aChartSeesWhatTheClusterHasAndFollowsIt() async throws {
        let namespace = try await cluster.makeNamespace("source")
        let shop = try await cluster.makeNamespace("shop")
        let group = "\(namespace).example.com"
        let folder = try chart(group, shop)
        try await cluster.apply(prices(40, in: shop))
        try await cluster.apply(CharacterKind.manifest("alice", in: namespace))
        let pipeline = try PipelineRun(
            on: cluster, namespace: namespace, renderer: ["helm: {chart: \(folder.path("offer"))}"],
            watcher: [
                "sources:",
                "  - {name: prices, group: '', version: v1, plural: configmaps, namespaces: [\(shop)], labelSelector: kind=price}",
                "  - {name: gadgets, group: \(group), version: v1, plural: gadgets}",
                // It tells none of the very resource that is watched, which is not to be taken for its being gone.
                "  - {name: nobody, group: stable.example.com, version: v1, plural: characters, labelSelector: no=one}",
            ])
        try pipeline.start()
        try await pipeline.expectConfigMaps(["alice": offer("40")])
        // The very first rendering has seen it.
        let bundle = try #require(try pipeline.events("bundles").first { $0.type == .bundle })
        let data = try Bundle(of: bundle).objects.first?.manifest.value()["data"]
        #expect(data?["room"] == "40")
        let types = try pipeline.events("changes").map(\.type)
        #expect(types.first == .capabilities)
        #expect(try !pipeline.events("bundles").contains { try $0.type == .sync && Sync(of: $0).source != nil })

        try await cluster.apply(prices(50, in: shop))
        try await pipeline.expectConfigMaps(["alice": offer("50")])

        // A definition that appears is told, and so is what is made of it.
        try await cluster.apply(definition(group))
        try await cluster.kubectl("wait", "--for=condition=Established", "--timeout=60s", "crd/gadgets.\(group)")
        try await cluster.apply("apiVersion: \(group)/v1\nkind: Gadget\nmetadata: {name: first, namespace: \(shop)}\n")
        try await pipeline.expectConfigMaps(["alice": offer("50", gadget: "first")], within: 120)

        // What is deleted while the watcher is away is not found any more when it is back.
        pipeline.kill("watcher")
        try await cluster.kubectl("-n", shop, "delete", "configmap", "prices")
        try pipeline.start("watcher")
        try await pipeline.expectConfigMaps(["alice": offer("none", gadget: "first")], within: 120)

        // The definition goes, and with it what there was of it.
        try await cluster.kubectl("delete", "crd", "gadgets.\(group)")
        try await eventually("the gadget to be gone") {
            try await pipeline.configMaps()["alice"]?["gadget"] == "none"
        }
        #expect(try await pipeline.stop().allSatisfy { $0.value == .status(0) })
        try await cluster.kubectl("delete", "namespace", namespace, shop, "--wait=false")
    }

    @Test func onceTellsTheSourcesFirstAndFailsWhereItMayNotReadThem() async throws {
        let namespace = try await cluster.makeNamespace("once")
        try await cluster.apply(prices(40, in: namespace) + "---\n" + CharacterKind.manifest("alice", in: namespace))
        try await cluster.kubectl("-n", namespace, "create", "secret", "generic", "door", "--from-literal=key=hush-hush")
        let folder = try TemporaryDirectory()
        let arguments = [
            "--kubeconfig", cluster.kubeconfig, "--resource", "characters.v1.stable.example.com", "--namespace", namespace,
            "--once", "--record", folder.path("record"), "--source",
            "prices=configmaps.v1,namespace=\(namespace),labelSelector=kind=price",
            "--source", "doors=secrets.v1,namespace=\(namespace),fieldSelector=metadata.name=door", "--source",
            "none=nothings.v1",
        ]
        let run = try await Command.run(try Repository.program("watcher"), arguments, within: 120)
        #expect(run.exit == .status(0), "\(run.error)")
        let told = try run.text.split(separator: "\n").map { try Event(parsing: Array($0.utf8)[...]) }
        #expect(told.first?.type == .capabilities)
        let firstChange = try #require(told.firstIndex { $0.type == .change })
        let lastSource = try #require(
            told.lastIndex { try $0.type == .source || ($0.type == .sync && Sync(of: $0).source != nil) })
        #expect(lastSource < firstChange)
        let sources = try told.filter { $0.type == .source }.map { try SourceChange(of: $0) }
        #expect(Set(sources.map(\.name)) == ["prices", "doors"])
        let brackets = try told.filter { $0.type == .sync }.map { try Sync(of: $0) }.filter { $0.phase == .completed }
        #expect(brackets.first { $0.source == "none" }?.count == 0)
        #expect(brackets.first { $0.source == "prices" }?.count == 1)
        #expect(brackets.filter { $0.source == nil }.map(\.resource.plural) == ["characters"])

        // The key goes to the renderer, and not into the recording.
        #expect(run.text.contains("aHVzaC1odXNo"))
        let record = try folder.read("record")
        #expect(record.contains("\"name\":\"doors\"") && !record.contains("aHVzaC1odXNo"))

        let refused = try await Command.run(
            try Repository.program("watcher"), ["--context", "nobody"] + arguments, within: 120)
        #expect(refused.exit == .status(1))
        #expect(refused.error.contains("source=") && refused.error.contains("unable to list"), "\(refused.error)")
        #expect(!refused.text.contains("dev.fairlead.change"))
        try await cluster.kubectl("delete", "namespace", namespace, "--wait=false")
    }

    @Test func theDocumentedRightsAreEnough() async throws {
        let shop = try await cluster.makeNamespace("rights")
        let user = "watcher-of-\(shop)"
        let folder = try TemporaryDirectory()
        let admin = String(decoding: try File.read(cluster.kubeconfig), as: UTF8.self)
        try folder.write("kubeconfig", admin.replacing("{token: admin-token}", with: "{token: admin-token, as: \(user)}"))
        let examples = try Markdown("docs/configuration.md").blocks(of: "yaml")
        let configuration = try #require(examples.first { $0.contains("name: classes") })
        try folder.write("pipeline.yaml", configuration.replacing("[shop]", with: "[\(shop)]"))
        let watch = ["-c", folder.path("pipeline.yaml"), "--kubeconfig", folder.path("kubeconfig"), "--once"]
        let watcher = try Repository.program("watcher")
        #expect(try await Command.run(watcher, watch, within: 120).exit == .status(1))

        let rights = try #require(examples.first { $0.contains("kind: ClusterRole") })
        let role = "fairlead-characters-watcher"
        try await cluster.apply(rights.replacing("namespace: shop", with: "namespace: \(shop)").replacing(role, with: user))
        try await cluster.kubectl("create", "clusterrolebinding", user, "--clusterrole=\(user)", "--user=\(user)")
        try await cluster.kubectl("-n", shop, "create", "rolebinding", user, "--role=\(user)", "--user=\(user)")
        try await cluster.apply(prices(40, in: shop))
        let result = try await eventually("the rights to count") {
            let result = try await Command.run(watcher, watch, within: 120)
            return result.succeeded ? result : nil
        }
        #expect(result.text.contains("\"name\":\"prices\"") && result.text.contains("dev.fairlead.capabilities"))
        #expect(!result.error.contains("warning") && !result.error.contains("error"), "\(result.error)")
        try await cluster.kubectl("delete", "clusterrole,clusterrolebinding", user)
        try await cluster.kubectl("delete", "namespace", shop, "--wait=false")
    }
}
