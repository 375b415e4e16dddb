import Events
import JSON
import TestSupport
import Testing

@testable import Reconciling

/// In which order the objects of a bundle come to be on the real API server.
@Suite(.timeLimit(.minutes(5))) struct ClusterOrderTests {
    @Test func whatOthersNeedComesFirstAndIsWaitedFor() async throws {
        let reef = try await Reef("order")
        let dory = try await reef.makeOwner("dory")
        let group = "\(reef.namespace).example.com"
        let made = "\(reef.namespace)-made"
        let coral: JSONValue = [
            "apiVersion": .string("\(group)/v1"), "kind": "Coral", "metadata": ["name": "c", "namespace": .string(made)],
            "spec": ["color": "red"],
        ]
        let target = try reef.target()
        let bundle = Fixture.bundle(
            dory, coral, Fixture.configMap("a", namespace: made),
            ["apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "crew", "namespace": .string(made)]],
            Self.definition(of: group, kind: "Coral", plural: "corals"),
            ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(made)]])
        let report = await target.apply(bundle)
        #expect(report.objects.map(\.result) == Array(repeating: .created, count: 5), "\(report)")
        #expect(try await reef.object("corals.\(group)", "c", in: made)["spec"] == ["color": "red"])
        let writes = try await reef.writes().map(\.description)
        #expect(
            writes.prefix(4) == [
                "patch fishes/dory", "patch namespaces/\(made)", "patch customresourcedefinitions/corals.\(group)",
                "patch serviceaccounts/crew",
            ], "\(writes)")
        #expect(Set(writes.dropFirst(4)) == ["patch configmaps/a", "patch corals/c"])

        let again = await (try reef.target()).apply(Fixture.bundle(try await reef.owner("dory"), bundle.objects))
        #expect(again.isUnchanged, "\(again)")
        // The definition goes after the objects that it defines; what is in them goes as well.
        let gone = await target.tearDown(Teardown(owner: dory, reason: .filtered))
        #expect(!gone.failed, "\(gone)")
        let deletions = try await reef.writes().filter { $0.verb == "delete" }.map(\.description)
        #expect(Set(deletions.prefix(2)) == ["delete configmaps/a", "delete corals/c"])
        #expect(
            deletions.dropFirst(2) == [
                "delete serviceaccounts/crew", "delete customresourcedefinitions/corals.\(group)", "delete namespaces/\(made)",
            ])
        try await reef.leave()
    }

    @Test func aDefinitionWhoseNamesAreTakenFailsAndWhatNeedsItToo() async throws {
        let reef = try await Reef("names")
        let dory = try await reef.makeOwner("dory")
        let group = "\(reef.namespace).example.com"
        let first = try await reef.target(patience: .seconds(120)).apply(
            Fixture.bundle(dory, Self.definition(of: group, kind: "Coral", plural: "corals")))
        #expect(!first.failed, "\(first)")
        let target = try reef.target(patience: .seconds(2))
        let report = await target.apply(
            Fixture.bundle(
                dory, Self.definition(of: group, kind: "Coral", plural: "corals"),
                Self.definition(of: group, kind: "Coral", list: "CoralsList", plural: "moreofthem"), Fixture.configMap("a")))
        let failure = try #require(report.objects.first { $0.result == .failed })
        #expect(failure.message?.contains("names are not accepted") == true, "\(report)")
        #expect(try await reef.members(dory) == ["configmap/a"])
        _ = await target.tearDown(Teardown(owner: dory, reason: .filtered))
        try await reef.leave()
    }

    private static func definition(of group: String, kind: String, list: String? = nil, plural: String) -> JSONValue {
        let schema: JSONValue = ["openAPIV3Schema": ["type": "object", "x-kubernetes-preserve-unknown-fields": true]]
        return [
            "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": ["name": .string("\(plural).\(group)")],
            "spec": [
                "group": .string(group), "scope": "Namespaced",
                "names": [
                    "kind": .string(kind), "listKind": .string(list ?? "\(kind)List"), "plural": .string(plural),
                    "singular": .string(plural == "corals" ? "coral" : plural),
                ],
                "versions": [["name": "v1", "served": true, "storage": true, "schema": schema]],
            ],
        ]
    }
}

extension Fixture {
    /// A bundle of the same objects as another's, for an owner as it is now.
    static func bundle(_ owner: Owner, _ objects: [Bundle.Object]) -> Bundle {
        Bundle(owner: owner, digest: "sha256:00", engine: "test", change: .resynced, objects: objects)
    }
}
