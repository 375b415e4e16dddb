import Events
import JSON
import TestSupport
import Testing

@testable import Reconciling

/// What becomes of the objects of owners that go, on the real API server.
@Suite(.timeLimit(.minutes(5))) struct ClusterTeardownTests {
    @Test(arguments: [false, true])
    func objectsGoInReverseOrderAndTheFinalizerLast(restarted: Bool) async throws {
        let reef = try await Reef("reverse")
        let dory = try await reef.makeOwner("dory")
        let made = "\(reef.namespace)-made"
        var target = try reef.target()
        let first = await target.apply(
            Fixture.bundle(
                dory, ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(made)]],
                ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "crew"]],
                Fixture.configMap("a"), Fixture.configMap("b", namespace: made)))
        #expect(!first.failed, "\(first)")
        #expect(try await reef.owner("dory").finalized)
        try await reef.cluster.kubectl("-n", reef.namespace, "delete", "fish", "dory", "--wait=false")
        let deleting = try await reef.owner("dory")
        #expect(deleting.deleting)

        if restarted { target = try reef.target() }
        let report = await target.tearDown(Teardown(owner: deleting, reason: .deleting))
        #expect(!report.failed, "\(report)")
        #expect(report.objects.allSatisfy { $0.action == .delete && $0.result == .deleted })
        try await eventually("the owner to go") { try await reef.names("fishes").isEmpty }
        let writes = try await reef.writes().filter { $0.verb == "delete" || $0.resource == "fishes" }.suffix(5)
        #expect(
            Set(writes.prefix(2).map(\.description)) == ["delete configmaps/a", "delete configmaps/b"], "\(writes)")
        #expect(
            writes.suffix(3).map(\.description) == [
                "delete serviceaccounts/crew", "delete namespaces/\(made)", "patch fishes/dory",
            ], "\(writes)")
        // The deletion itself is told last, and finds nothing left to do.
        let again = await target.tearDown(Teardown(owner: deleting, reason: .deleted))
        #expect(!again.failed, "\(again)")
        #expect(again.objects.isEmpty || restarted)
        try await reef.leave()
    }

    @Test func anOwnerThatIsLetGoLosesItsObjectsAndMarksAndLivesOn() async throws {
        let reef = try await Reef("letgo")
        let other = try await reef.cluster.makeNamespace("letgo-other")
        let dory = try await reef.makeOwner("dory")
        try await reef.cluster.kubectl(
            "-n", reef.namespace, "patch", "fish", "dory", "--type=merge", "-p",
            #"{"metadata":{"finalizers":["example.com/other"]}}"#)
        let target = try reef.target()
        _ = await target.apply(
            Fixture.bundle(try await reef.owner("dory"), Fixture.configMap("a"), Fixture.configMap("b", namespace: other)))
        let marked = try await reef.object("fish", "dory")["metadata"]
        #expect(marked?["finalizers"] == ["example.com/other", "fairlead.dev/teardown"])
        let report = await target.tearDown(Teardown(owner: try await reef.owner("dory"), reason: .filtered))
        #expect(Set(report.objects.map(\.result)) == [.deleted])
        let free = try await reef.object("fish", "dory")["metadata"]
        #expect(free?["finalizers"] == ["example.com/other"])
        #expect(free?["labels"] == nil)
        #expect(free?["annotations"] == nil)
        #expect(free?["uid"]?.stringValue == dory.uid)
        #expect(try await reef.members(dory) == [])
        try await reef.cluster.kubectl(
            "-n", reef.namespace, "patch", "fish", "dory", "--type=merge", "-p", #"{"metadata":{"finalizers":null}}"#)
        try await reef.leave(also: other)
    }

    @Test func objectsOfOwnersThatWentUnnoticedAreFoundWhateverTheirKind() async throws {
        let reef = try await Reef("orphans")
        let other = try await reef.cluster.makeNamespace("orphans-other")
        let (dory, nemo) = (try await reef.makeOwner("dory"), try await reef.makeOwner("nemo"))
        let role: JSONValue = [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": ["name": .string(reef.namespace)],
            "rules": [],
        ]
        let target = try reef.target()
        let first = await target.apply(
            Fixture.bundle(
                dory, Fixture.configMap("a", namespace: other), role, ClusterPruneTests.cronJob("c", namespace: other)))
        #expect(!first.failed, "\(first)")
        _ = await target.apply(Fixture.bundle(nemo, Fixture.configMap("n", namespace: other)))
        // Somebody writes what only the applier should.
        try await reef.cluster.kubectl(
            "-n", other, "create", "-f", "-",
            input: """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: forged
                  labels: {fairlead.dev/pipeline: \(reef.namespace)}
                  annotations: {fairlead.dev/owner: fishes.reef.example.com/\(reef.namespace)/marlin}

                """)
        // The owner goes with nobody there to hold it back.
        try await reef.cluster.kubectl(
            "-n", reef.namespace, "patch", "fish", "dory", "--type=merge", "-p", #"{"metadata":{"finalizers":null}}"#)
        try await reef.cluster.kubectl("-n", reef.namespace, "delete", "fish", "dory")

        let fresh = try reef.target()
        let orphans = await fresh.orphans(of: Reef.fish) { $0 == "no one" }
        #expect(orphans.map(\.name) == ["dory", "nemo"])
        var reports: [String: Report] = [:]
        for orphan in orphans { reports[orphan.name] = await fresh.tearDownOrphan(orphan) }
        // Nemo was not told of, but is there.
        #expect(reports["nemo"] == Report(isSilent: true))
        #expect(
            reports["dory"]?.told.sorted() == [
                "ClusterRole.rbac.authorization.k8s.io/\(reef.namespace) deleted", "ConfigMap/\(other)/a deleted",
                "CronJob.batch/\(other)/c deleted",
            ])
        #expect(try await reef.members(dory, "configmaps,cronjobs.batch", in: other) == [])
        #expect(try await reef.names("configmaps", in: other).isSuperset(of: ["configmap/n", "configmap/forged"]))
        let rest = await (try reef.target()).orphans(of: Reef.fish) { $0 == nemo.key }
        #expect(rest.isEmpty)
        try await reef.leave(also: other)
    }

    @Test func aTeardownWaitsForWhatIsHeldBackAndGoesOnLater() async throws {
        let reef = try await Reef("held")
        let dory = try await reef.makeOwner("dory")
        let target = try reef.target(patience: .milliseconds(300))
        var held = Fixture.configMap("held")
        held["metadata"]?["finalizers"] = ["example.com/hold"]
        let account: JSONValue = ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "crew"]]
        _ = await target.apply(Fixture.bundle(dory, held, account))
        let first = await target.tearDown(Teardown(owner: dory, reason: .filtered))
        #expect(first.summary?.contains("it is still being deleted") == true, "\(first)")
        // What the object may need stays as long as the object does.
        #expect(try await reef.names("serviceaccounts").contains("serviceaccount/crew"))
        try await reef.cluster.kubectl(
            "-n", reef.namespace, "patch", "configmap", "held", "--type=merge", "-p", #"{"metadata":{"finalizers":null}}"#)
        let second = await target.tearDown(Teardown(owner: dory, reason: .filtered))
        #expect(!second.failed, "\(second)")
        #expect(try await reef.members(dory, "configmaps,serviceaccounts") == [])
        #expect(try await reef.owner("dory").applySet == nil)
        try await reef.leave()
    }

    @Test func anObjectThatNoLongerIsOursSurvivesItsFormerOwner() async throws {
        let reef = try await Reef("survivor")
        let dory = try await reef.makeOwner("dory")
        let target = try reef.target()
        _ = await target.apply(Fixture.bundle(dory, Fixture.configMap("a"), Fixture.configMap("b")))
        try await reef.cluster.kubectl(
            "-n", reef.namespace, "label", "configmap", "a", "--overwrite", "applyset.kubernetes.io/part-of=applyset-other-v1")
        let report = await target.tearDown(Teardown(owner: dory, reason: .filtered))
        #expect(report.told.sorted() == ["ConfigMap/\(reef.namespace)/a unchanged", "ConfigMap/\(reef.namespace)/b deleted"])
        #expect(try await reef.names("configmaps").contains("configmap/a"))
        try await reef.leave()
    }
}
