import Events
import Glibc
import JSON
import TestSupport
import Testing
import Unix

/// Nothing happens twice, and nobody suffers for another.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct SteadinessTests {
    let cluster: DevCluster

    init() async throws {
        cluster = try DevCluster.required()
        try await CharacterKind.install(on: cluster)
    }

    @Test func aSecondRunOverTheSameResourcesOnlyReads() async throws {
        let namespace = try await cluster.makeNamespace("steady")
        let names = (0..<20).map { "character-\($0)" }
        try await cluster.apply(names.map { CharacterKind.manifest($0, in: namespace, quotes: ["One"]) }.joined())
        let pipeline = try PipelineRun(on: cluster, namespace: namespace)
        try pipeline.start()
        try await eventually("every character to be applied") {
            Set(try pipeline.events("results").compactMap(\.partitionKey)).count == names.count
        }
        // What the applier wrote on the owners comes back as changes; none of it is rendered again.
        try await cluster.apply(CharacterKind.manifest("last", in: namespace))
        try await eventually("the last character") { try await pipeline.configMaps()["last"] != nil }
        #expect(try pipeline.events("bundles").filter { $0.type == .bundle }.count == names.count + 1)
        try await pipeline.stop()

        let before = try await resourceVersions(in: namespace)
        let writesBefore = try writes(in: namespace)
        let told = try results(of: pipeline).count
        try pipeline.start()
        try await eventually("every character to be looked at again") {
            try results(of: pipeline).count == told + names.count + 1
        }
        try await pipeline.stop()
        #expect(try await resourceVersions(in: namespace) == before)
        #expect(try writes(in: namespace) == writesBefore)
        try await cluster.kubectl("delete", "namespace", namespace, "--wait=false")
    }

    @Test func aRecordingRendersTheSameBytesEachTime() async throws {
        let namespace = try await cluster.makeNamespace("replay")
        let pipeline = try PipelineRun(on: cluster, namespace: namespace)
        try pipeline.start()
        for index in 0..<30 {
            try await cluster.apply(CharacterKind.manifest("c\(index % 10)", in: namespace, by: "Nr. \(index)"))
        }
        try await cluster.kubectl("-n", namespace, "delete", "character", "c3")
        try await eventually("the last change to be applied") { try await pipeline.configMaps().count == 9 }
        try await pipeline.stop()

        let recording = try File.read(pipeline.directory.path("changes.ndjson"), maximumBytes: 1 << 30)
        #expect(
            try FileDescriptor(opening: pipeline.directory.path("changes.ndjson"), flags: O_RDONLY).status().permissions == 0o600
        )
        var outputs: Set<[UInt8]> = []
        for _ in 0..<3 {
            let replay = try await Command.run(
                try Repository.program("renderer"), ["-c", pipeline.directory.path("pipeline.yaml")], input: recording)
            #expect(replay.exit == .status(0), "\(replay.error)")
            outputs.insert(replay.output)
        }
        #expect(outputs.count == 1)
        #expect(outputs.first == (try File.read(pipeline.directory.path("bundles.ndjson"), maximumBytes: 1 << 30)))
        try await cluster.kubectl("delete", "namespace", namespace, "--wait=false")
    }

    @Test func oneBadResourceAmongAHundredStopsNobodyElse() async throws {
        let namespace = try await cluster.makeNamespace("poison")
        let pipeline = try PipelineRun(
            on: cluster, namespace: namespace,
            template: "{{ if eq .spec.By \"Poison\" }}{{ index .spec.Quotes 7 }}{{ end -}}\n" + CharacterKind.template)
        try pipeline.start()
        var manifests = (0..<100).map { CharacterKind.manifest("good-\($0)", in: namespace) }
        manifests.insert(CharacterKind.manifest("bad", in: namespace, by: "Poison"), at: 50)
        try await cluster.apply(manifests.joined())
        try await pipeline.expectConfigMaps(
            Dictionary(uniqueKeysWithValues: (0..<100).map { ("good-\($0)", ["by": "Lewis Carroll"]) }))
        let failure = try #require(try pipeline.events("bundles").first { $0.type == .renderFailed })
        let failed = try RenderFailed(of: failure)
        #expect(failed.owner?.name == "bad")
        #expect(failed.error.file == "main.yaml.tmpl")
        #expect(failed.error.line == 1)
        #expect(failed.error.message.contains("error calling index"))

        try await cluster.apply(CharacterKind.manifest("bad", in: namespace, by: "Now good"))
        try await eventually("the bad one, once it is good") { try await pipeline.configMaps()["bad"] == ["by": "Now good"] }
        try await pipeline.stop()
        try await cluster.kubectl("delete", "namespace", namespace, "--wait=false")
    }

    @Test func aThousandResourcesFromColdAreAllApplied() async throws {
        let namespace = try await cluster.makeNamespace("thousand")
        try await cluster.apply((0..<1000).map { CharacterKind.manifest("c-\($0)", in: namespace) }.joined())
        let pipeline = try PipelineRun(on: cluster, namespace: namespace)
        try pipeline.start()
        try await pipeline.expectConfigMaps(
            Dictionary(uniqueKeysWithValues: (0..<1000).map { ("c-\($0)", ["by": "Lewis Carroll"]) }), within: 180)
        try await pipeline.stop()
        try await cluster.kubectl("delete", "namespace", namespace, "--wait=false")
    }

    @Test func programsWithNothingToDoUseNoProcessor() async throws {
        let namespace = try await cluster.makeNamespace("rest")
        let refused = "{{ if eq .spec.By \"Nobody\" }}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: NO NAME}\n{{ end }}"
        let pipeline = try PipelineRun(on: cluster, namespace: namespace, template: CharacterKind.template + refused)
        try pipeline.start()
        try await cluster.apply(
            CharacterKind.manifest("good", in: namespace) + CharacterKind.manifest("bad", in: namespace, by: "Nobody"))
        // It is tried again and again, each time after a longer wait.
        try await eventually("several attempts at what is refused") {
            try results(of: pipeline).contains { $0.phase == .failed && $0.attempt >= 5 }
        }
        var (since, before) = (ContinuousClock.now, try PipelineRun.programs.map { try pipeline.processorSeconds(of: $0) })
        try await eventually("a second in which each uses less than a tenth of one") {
            let now = try PipelineRun.programs.map { try pipeline.processorSeconds(of: $0) }
            if zip(before, now).contains(where: { $1 - $0 >= 0.1 }) { (since, before) = (.now, now) }
            return .now - since >= .seconds(1)
        }
        try await pipeline.stop()
        try await cluster.kubectl("delete", "namespace", namespace, "--wait=false")
    }

    @Test func aRefusalSaysWhoWasRefusedWhat() async throws {
        let namespace = try await cluster.makeNamespace("refused")
        let pipeline = try PipelineRun(on: cluster, namespace: namespace, kubernetes: ["context: nobody"])
        try pipeline.start()
        try await eventually("the watcher to say who was refused what") {
            let log = pipeline.log(of: "watcher")
            return log.contains("nobody") && log.contains("characters") && pipeline.isConnected
        }
        #expect(try await pipeline.stop().allSatisfy { $0.value == .status(0) })

        // Whoever may only read ConfigMaps sees the server's words in the result, for each object.
        try await cluster.apply(Self.readerRole(in: namespace) + CharacterKind.manifest("alice", in: namespace))
        try pipeline.start()
        let result = try await eventually("a result that failed") {
            try results(of: pipeline).first { $0.phase == .failed }
        }
        #expect("\(result)".contains("nobody"))
        try await pipeline.stop()
        try await cluster.kubectl("delete", "namespace", namespace, "--wait=false")
    }

    /// A role for the user `nobody` to read everything in a namespace, and its binding.
    private static func readerRole(in namespace: String) -> String {
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: reader, namespace: \(namespace)}
        rules: [{apiGroups: ["*"], resources: ["*"], verbs: [get, list, watch]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: reader, namespace: \(namespace)}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
        subjects: [{kind: User, name: nobody}]
        ---

        """
    }

    /// What the applier has told of owners so far.
    private func results(of pipeline: PipelineRun) throws -> [ResultData] {
        try pipeline.events("results").filter { $0.type == .result }.map { try ResultData(of: $0) }
    }

    /// The resource versions of all that a pipeline of the namespace could have written.
    private func resourceVersions(in namespace: String) async throws -> [String: String] {
        let list = try await cluster.json("-n", namespace, "get", "configmaps,characters")
        var versions: [String: String] = [:]
        for item in list["items"]?.arrayValue ?? [] {
            let key = "\(item["kind"]?.stringValue ?? "")/\(item["metadata"]?["name"]?.stringValue ?? "")"
            versions[key] = item["metadata"]?["resourceVersion"]?.stringValue
        }
        return versions
    }

    /// The number of writing requests to a namespace in the API server's audit log.
    private func writes(in namespace: String) throws -> Int {
        let directory = try #require(cluster.directory, "run through deploy/devcluster/with-cluster, which keeps an audit log")
        let log = try File.read("\(directory)/audit.log", maximumBytes: 1 << 30)
        let reads: Set<String> = ["get", "list", "watch"]
        return try log.split(separator: UInt8(ascii: "\n")).filter { line in
            let found = try RawJSON(validating: line).find([["objectRef", "namespace"], ["verb"], ["user", "username"]])
            return found[0]?.string == namespace && !reads.contains(found[1]?.string ?? "") && found[2]?.string == "admin"
        }.count
    }
}
