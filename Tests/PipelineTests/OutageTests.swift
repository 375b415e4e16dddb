import Glibc
import JSON
import TestSupport
import Testing

/// Programs and API servers come and go; the state converges all the same.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct OutageTests {
    @Test func anAPIServerThatWasDownIsCaughtUpWith() async throws {
        let cluster = try await OwnCluster()
        let (namespace, pipeline) = try await appliedPipeline(on: cluster.devCluster, "outage")

        try await cluster.devCluster.control("stop")
        try await cluster.devCluster.control("start")
        try await cluster.devCluster.apply(CharacterKind.manifest("queen", in: namespace))
        try await pipeline.expectConfigMaps([
            "alice": ["by": "Lewis Carroll"], "hatter": ["by": "Lewis Carroll"], "queen": ["by": "Lewis Carroll"],
        ])
        try await pipeline.stop()
    }

    @Test func aCompactedHistoryIsListedAgainAndMissedDeletionsAreFound() async throws {
        let cluster = try await OwnCluster()
        let (namespace, pipeline) = try await appliedPipeline(on: cluster.devCluster, "compacted")

        // While the watcher stands still, cut off, one is deleted, one changes, and the history in between is thrown away: the
        // API server starts anew, with a cache that begins after it.
        try await cluster.devCluster.control("stop")
        pipeline.signal("watcher", SIGSTOP)
        try await cluster.devCluster.control("start")
        try await cluster.devCluster.kubectl("-n", namespace, "delete", "character", "hatter")
        try await cluster.devCluster.apply(CharacterKind.manifest("alice", in: namespace, by: "Charles Dodgson"))
        try await cluster.devCluster.control("stop")
        try await cluster.devCluster.control("compact")
        try await cluster.devCluster.control("start")
        pipeline.signal("watcher", SIGCONT)
        try await pipeline.expectConfigMaps(["alice": ["by": "Charles Dodgson"]])
        #expect(pipeline.log(of: "watcher").contains("410 Gone"))
        try await pipeline.stop()
    }

    @Test func programsThatAreKilledUnderLoadLoseNothing() async throws {
        let cluster = try DevCluster.required()
        try await CharacterKind.install(on: cluster)
        let namespace = try await cluster.makeNamespace("killed")
        let pipeline = try PipelineRun(on: cluster, namespace: namespace)
        try pipeline.start()
        var generator = SystemRandomNumberGenerator()
        var expected: [String: [String: String]] = [:]
        for round in 0..<12 {
            var manifests = ""
            for _ in 0..<15 {
                let name = "c-\(Int.random(in: 0..<60, using: &generator))"
                expected[name] = ["by": "Round \(round)"]
                manifests += CharacterKind.manifest(name, in: namespace, by: "Round \(round)")
            }
            try await cluster.apply(manifests)
            let victim = PipelineRun.programs[Int.random(in: 0..<3, using: &generator)]
            pipeline.kill(victim)
            if let name = expected.keys.randomElement(using: &generator), round % 3 == 2 {
                expected[name] = nil
                try await cluster.kubectl("-n", namespace, "delete", "character", name, "--wait=false")
            }
            try pipeline.start(victim)
        }
        try await pipeline.expectConfigMaps(expected, within: 120)
        try await pipeline.stop()
        try await cluster.kubectl("delete", "namespace", namespace, "--wait=false")
    }

    /// A pipeline that runs on a cluster, in a namespace of its own where it has applied what two characters come to.
    private func appliedPipeline(
        on cluster: DevCluster, _ purpose: String
    ) async throws -> (namespace: String, pipeline: PipelineRun) {
        try await CharacterKind.install(on: cluster)
        let namespace = try await cluster.makeNamespace(purpose)
        let pipeline = try PipelineRun(on: cluster, namespace: namespace)
        try pipeline.start()
        try await cluster.apply(
            CharacterKind.manifest("alice", in: namespace) + CharacterKind.manifest("hatter", in: namespace))
        try await pipeline.expectConfigMaps(["alice": ["by": "Lewis Carroll"], "hatter": ["by": "Lewis Carroll"]])
        return (namespace, pipeline)
    }
}
