import Events
import JSON
import Kubernetes
import TestSupport
import Testing

@testable import Reconciling

/// What Helm's `helm.sh/resource-policy: keep` is on stays, on the real API server.
@Suite(.timeLimit(.minutes(5))) struct ClusterKeepTests {
    private static func kept(_ name: String, _ policy: String = "keep") -> JSONValue {
        var manifest = Fixture.configMap(name)
        manifest["metadata"]?["annotations"] = ["helm.sh/resource-policy": .string(policy)]
        return manifest
    }

    /// The object, which bears no marks and refers to nobody.
    private func expectFree(_ name: String, in reef: Reef) async throws {
        let object = try await reef.object("configmap", name)
        let metadata = object["metadata"]
        #expect(metadata?["deletionTimestamp"] == nil)
        #expect(metadata?["ownerReferences"] == nil)
        #expect(metadata?["labels"]?["applyset.kubernetes.io/part-of"] == nil)
        #expect(metadata?["labels"]?["fairlead.dev/pipeline"] == nil)
        #expect(metadata?["annotations"]?["fairlead.dev/owner"] == nil)
        #expect(object["data"] == ["color": "blue"])
    }

    @Test(arguments: [false, true])
    func whatIsKeptIsNotPruned(restarted: Bool) async throws {
        let reef = try await Reef("keep-prune")
        let dory = try await reef.makeOwner("dory")
        var target = try reef.target()
        let first = await target.apply(Fixture.bundle(dory, Fixture.configMap("a"), Self.kept("b"), Self.kept("c", " Keep ")))
        #expect(!first.failed, "\(first)")
        // The owner has to wait for the marks to be taken away when it goes.
        #expect(try await reef.owner("dory").finalized)
        if restarted { target = try reef.target() }
        let report = await target.apply(Fixture.bundle(try await reef.owner("dory"), Fixture.configMap("a")))
        #expect(!report.failed, "\(report)")
        #expect(
            Set(report.told) == [
                "ConfigMap/\(reef.namespace)/a unchanged", "ConfigMap/\(reef.namespace)/b kept",
                "ConfigMap/\(reef.namespace)/c kept",
            ])
        #expect(report.objects.last?.message == "it stays, as its annotation helm.sh/resource-policy says")
        for name in ["b", "c"] { try await expectFree(name, in: reef) }
        #expect(try await reef.members(dory) == ["configmap/a"])
        #expect(try await !reef.owner("dory").finalized)
        // It is nobody's now, and can be had again.
        let again = await target.apply(Fixture.bundle(try await reef.owner("dory"), Fixture.configMap("a"), Self.kept("b")))
        #expect(!again.failed, "\(again)")
        #expect(try await reef.members(dory) == ["configmap/a", "configmap/b"])
        try await reef.leave()
    }

    @Test(arguments: [Teardown.Reason.deleting, .deleted, .filtered])
    func whatIsKeptOutlivesItsOwner(reason: Teardown.Reason) async throws {
        let reef = try await Reef("keep-teardown")
        let dory = try await reef.makeOwner("dory")
        let target = try reef.target()
        let applied = await target.apply(Fixture.bundle(dory, Fixture.configMap("a"), Self.kept("b")))
        #expect(!applied.failed, "\(applied)")
        let report = await target.tearDown(Teardown(owner: try await reef.owner("dory"), reason: reason))
        #expect(!report.failed, "\(report)")
        #expect(Set(report.told) == ["ConfigMap/\(reef.namespace)/a deleted", "ConfigMap/\(reef.namespace)/b kept"])
        try await reef.cluster.kubectl("-n", reef.namespace, "delete", "fishes", "dory", "--ignore-not-found", "--timeout=30s")
        try await expectFree("b", in: reef)
        #expect(try await reef.names("configmaps").contains("configmap/a") == false)
        try await reef.leave()
    }

    @Test func whatSomebodyMarksToBeKeptIsKeptToo() async throws {
        let reef = try await Reef("keep-live")
        let dory = try await reef.makeOwner("dory")
        let target = try reef.target()
        _ = await reef.apply(Fixture.bundle(dory, Fixture.configMap("a"), Fixture.configMap("b")), to: target)
        try await reef.cluster.kubectl("-n", reef.namespace, "annotate", "configmap", "b", "helm.sh/resource-policy=keep")
        let report = await target.apply(Fixture.bundle(try await reef.owner("dory"), Fixture.configMap("a")))
        #expect(!report.failed, "\(report)")
        #expect(report.told.contains("ConfigMap/\(reef.namespace)/b kept"))
        try await expectFree("b", in: reef)
        try await reef.leave()
    }
}
