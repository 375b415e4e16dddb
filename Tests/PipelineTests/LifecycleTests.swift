import Events
import Glibc
import JSON
import TestSupport
import Testing

/// A custom resource from its creation to its end, through the three programs.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct LifecycleTests {
    let cluster: DevCluster

    init() async throws {
        cluster = try DevCluster.required()
        try await CharacterKind.install(on: cluster)
    }

    @Test func objectsFollowTheCustomResourceUntilItIsGone() async throws {
        let namespace = try await cluster.makeNamespace("lifecycle")
        let pipeline = try PipelineRun(on: cluster, namespace: namespace)
        try pipeline.start()
        try await cluster.apply(CharacterKind.manifest("alice", in: namespace, quotes: ["Curiouser", "and curiouser"]))
        try await pipeline.expectConfigMaps([
            "alice": ["by": "Lewis Carroll"], "alice-quote-0": ["quote": "Curiouser"],
            "alice-quote-1": ["quote": "and curiouser"],
        ])

        try await cluster.apply(CharacterKind.manifest("alice", in: namespace, by: "Charles Dodgson", quotes: ["Curiouser"]))
        try await pipeline.expectConfigMaps(["alice": ["by": "Charles Dodgson"], "alice-quote-0": ["quote": "Curiouser"]])

        try await cluster.kubectl("-n", namespace, "delete", "character", "alice")
        try await pipeline.expectConfigMaps([:])
        #expect(try await pipeline.stop().allSatisfy { $0.value == .status(0) })
        try await cluster.kubectl("delete", "namespace", namespace, "--wait=false")
    }

    @Test func theFilterAnnotationTakesAResourceInAndOut() async throws {
        let namespace = try await cluster.makeNamespace("filter")
        let pipeline = try PipelineRun(on: cluster, namespace: namespace, watcher: ["filter: {annotation: example.com/managed}"])
        try pipeline.start()
        try await cluster.apply(
            CharacterKind.manifest("alice", in: namespace)
                + CharacterKind.manifest("hatter", in: namespace, annotations: "{example.com/managed: 'yes'}"))
        try await pipeline.expectConfigMaps(["hatter": ["by": "Lewis Carroll"]])

        try await cluster.kubectl("-n", namespace, "annotate", "character", "alice", "example.com/managed=")
        try await pipeline.expectConfigMaps(["alice": ["by": "Lewis Carroll"], "hatter": ["by": "Lewis Carroll"]])

        try await cluster.kubectl("-n", namespace, "annotate", "character", "hatter", "example.com/managed-")
        try await pipeline.expectConfigMaps(["alice": ["by": "Lewis Carroll"]])
        try await eventually("the marks to leave the character that is let go") {
            let hatter = try await cluster.json("-n", namespace, "get", "character", "hatter")
            return hatter["metadata"]?["labels"]?["applyset.kubernetes.io/id"] == nil
        }
        try await pipeline.stop()
        try await cluster.kubectl("delete", "namespace", namespace, "--wait=false")
    }

    @Test func aManifestThatLeavesTheTemplateIsPruned() async throws {
        let namespace = try await cluster.makeNamespace("prune")
        let pipeline = try PipelineRun(on: cluster, namespace: namespace)
        try pipeline.start()
        try await cluster.apply(CharacterKind.manifest("alice", in: namespace, quotes: ["Curiouser"]))
        try await pipeline.expectConfigMaps(["alice": ["by": "Lewis Carroll"], "alice-quote-0": ["quote": "Curiouser"]])

        try pipeline.directory.write("templates/main.yaml.tmpl", "{{ range")
        try await eventually("the renderer to say that the template is broken") {
            pipeline.log(of: "renderer").contains("main.yaml.tmpl:1")
        }
        try pipeline.directory.write(
            "templates/main.yaml.tmpl",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: {{ .Name }}}, data: {by: new}}\n")
        try await pipeline.expectConfigMaps(["alice": ["by": "new"]])
        try await pipeline.stop()
        try await cluster.kubectl("delete", "namespace", namespace, "--wait=false")
    }

    @Test func anObjectInAnotherNamespaceIsCleanedUpWithItsOwner() async throws {
        let namespace = try await cluster.makeNamespace("cross")
        let other = try await cluster.makeNamespace("cross-other")
        let template = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: {{ .metadata.name }}, namespace: \(other)}
            data: {by: {{ .spec.By }}}

            """
        let pipeline = try PipelineRun(on: cluster, namespace: namespace, template: template)
        try pipeline.start()
        try await cluster.apply(CharacterKind.manifest("alice", in: namespace))
        try await eventually("the object in the other namespace") {
            try await pipeline.configMaps(in: other) == ["alice": ["by": "Lewis Carroll"]]
        }
        let alice = try await cluster.json("-n", namespace, "get", "character", "alice")
        #expect(alice["metadata"]?["finalizers"] == ["fairlead.dev/teardown"])

        // The deletion happens while the applier is away; the finalizer keeps the owner until it is back.
        pipeline.kill("applier")
        try await cluster.kubectl("-n", namespace, "delete", "character", "alice", "--wait=false")
        try pipeline.start("applier")
        try await eventually("the object in the other namespace to go") { try await pipeline.configMaps(in: other).isEmpty }
        try await eventually("the owner to go") {
            try await cluster.kubectl("-n", namespace, "get", "characters", "-o", "name").isEmpty
        }
        try await pipeline.stop()
        try await cluster.kubectl("delete", "namespace", namespace, other, "--wait=false")
    }
}
