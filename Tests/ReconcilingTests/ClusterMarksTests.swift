import Events
import JSON
import TestSupport
import Testing

@testable import Reconciling

/// When an owner is marked, and that what it has is found again whenever an applier ends, on the real API server.
@Suite(.timeLimit(.minutes(5))) struct ClusterMarksTests {
    @Test func theFirstOwnerIsMarkedFirstAndOthersOfTheSameKindsAfterwards() async throws {
        let reef = try await Reef("marks")
        let pearl = try await reef.makeKind()
        let target = try reef.target()
        let (dory, marlin) = (try await reef.makeOwner("dory"), try await reef.makeOwner("marlin"))
        #expect(await !target.apply(Fixture.bundle(dory, Self.object(pearl, "a"))).owesMarks)
        #expect(try await reef.owner("dory").applySet?.groupKinds == ["Pearl.\(pearl.group)"])
        let report = await target.apply(Fixture.bundle(marlin, Self.object(pearl, "b")))
        #expect(!report.failed && report.owesMarks)
        #expect(try await reef.owner("marlin").applySet == nil)
        #expect(try await reef.names("pearls.\(pearl.group)").contains("pearl.\(pearl.group)/b"))
        #expect(await target.mark(marlin) == Report(isSilent: true))
        #expect(try await reef.owner("marlin").applySet?.groupKinds == ["Pearl.\(pearl.group)"])
        try await reef.removeKind(pearl)
        try await reef.leave()
    }

    @Test func whatAnUnmarkedOwnerHasIsPrunedAfterARestart() async throws {
        let reef = try await Reef("unmarked")
        let pearl = try await reef.makeKind()
        var target = try reef.target()
        let (dory, marlin) = (try await reef.makeOwner("dory"), try await reef.makeOwner("marlin"))
        _ = await target.apply(Fixture.bundle(dory, Self.object(pearl, "a"), Fixture.configMap("x")))
        #expect(await target.apply(Fixture.bundle(marlin, Self.object(pearl, "b"), Fixture.configMap("y"))).owesMarks)
        // The applier ends before it has marked the second, and its template has lost a kind meanwhile.
        target = try reef.target()
        let report = await target.apply(Fixture.bundle(marlin, Fixture.configMap("y")))
        #expect(
            Set(report.told) == [
                "ConfigMap/\(reef.namespace)/y unchanged", "Pearl.\(pearl.group)/\(reef.namespace)/b pruned",
            ])
        #expect(try await reef.members(marlin, "configmaps,pearls.\(pearl.group)") == ["configmap/y"])
        try await reef.removeKind(pearl)
        try await reef.leave()
    }

    @Test func whatIsAppliedAgainIsMarkedFirst() async throws {
        let reef = try await Reef("again")
        let target = try reef.target()
        let (dory, marlin) = (try await reef.makeOwner("dory"), try await reef.makeOwner("marlin"))
        _ = await target.apply(Fixture.bundle(dory, Fixture.configMap("a")))
        #expect(await target.apply(Fixture.bundle(marlin, Fixture.configMap("b"))).owesMarks)
        #expect(await !target.apply(Fixture.bundle(marlin, Fixture.configMap("b"), Fixture.configMap("c"))).owesMarks)
        #expect(try await reef.owner("marlin").applySet?.groupKinds == ["ConfigMap"])
        try await reef.leave()
    }

    @Test func anUnmarkedOwnerThatIsLetGoAfterARestartLosesItsObjects() async throws {
        let reef = try await Reef("letgo")
        var target = try reef.target()
        let (dory, marlin) = (try await reef.makeOwner("dory"), try await reef.makeOwner("marlin"))
        _ = await target.apply(Fixture.bundle(dory, Fixture.configMap("a")))
        #expect(await target.apply(Fixture.bundle(marlin, Fixture.configMap("b"))).owesMarks)
        target = try reef.target()
        let report = await target.tearDown(Teardown(owner: try await reef.owner("marlin"), reason: .filtered))
        #expect(report.told == ["ConfigMap/\(reef.namespace)/b deleted"])
        try await reef.leave()
    }

    @Test func anOwnerThatIsGoneNeedsNoMarks() async throws {
        let reef = try await Reef("gone")
        let target = try reef.target()
        let (dory, marlin) = (try await reef.makeOwner("dory"), try await reef.makeOwner("marlin"))
        _ = await target.apply(Fixture.bundle(dory, Fixture.configMap("a")))
        #expect(await target.apply(Fixture.bundle(marlin, Fixture.configMap("b"))).owesMarks)
        try await reef.cluster.kubectl("-n", reef.namespace, "delete", "fish", "marlin")
        #expect(await target.mark(marlin) == Report(isSilent: true))
        try await reef.leave()
    }

    private static func object(_ kind: ResourceReference, _ name: String) -> JSONValue {
        ["apiVersion": .string(kind.apiVersion), "kind": .string(kind.kind), "metadata": ["name": .string(name)]]
    }
}
