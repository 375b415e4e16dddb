import Events
import JSON
import Kubernetes
import TestSupport
import Testing

@testable import Reconciling

/// What a bundle no longer has goes, and nothing else, on the real API server.
@Suite(.timeLimit(.minutes(5))) struct ClusterPruneTests {
    @Test(arguments: [false, true])
    func whatABundleNoLongerHasIsPrunedAlsoAfterARestart(restarted: Bool) async throws {
        let reef = try await Reef("prune")
        let other = try await reef.cluster.makeNamespace("prune-other")
        let dory = try await reef.makeOwner("dory")
        var target = try reef.target()
        let first = await target.apply(
            Fixture.bundle(
                dory, Fixture.configMap("a"), Fixture.configMap("b"), Fixture.configMap("c", namespace: other),
                // Served only in a version that its group does not prefer.
                Self.cronJob("d")))
        #expect(!first.failed, "\(first)")
        if restarted { target = try reef.target() }
        let report = await target.apply(Fixture.bundle(try await reef.owner("dory"), Fixture.configMap("b")))
        #expect(
            Set(report.told) == [
                "ConfigMap/\(reef.namespace)/b unchanged", "ConfigMap/\(reef.namespace)/a pruned", "ConfigMap/\(other)/c pruned",
                "CronJob.batch/\(reef.namespace)/d pruned",
            ])
        #expect(report.objects.filter { $0.action == .prune }.count == 3)
        #expect(try await reef.members(dory, "configmaps,cronjobs.batch") == ["configmap/b"])
        #expect(try await reef.members(dory, in: other) == [])
        let marks = try await reef.owner("dory").applySet
        #expect(marks?.groupKinds == ["ConfigMap"])
        #expect(marks?.additionalNamespaces == [])
        try await reef.leave(also: other)
    }

    @Test(arguments: [false, true])
    func anObjectThatSomebodyElseMadeAnewIsLeftAlone(restarted: Bool) async throws {
        let reef = try await Reef("anew")
        let dory = try await reef.makeOwner("dory")
        var target = try reef.target()
        _ = await target.apply(Fixture.bundle(dory, Fixture.configMap("a"), Fixture.configMap("b")))
        try await reef.cluster.kubectl("-n", reef.namespace, "delete", "configmap", "a")
        try await reef.cluster.kubectl("-n", reef.namespace, "create", "configmap", "a", "--from-literal=color=theirs")
        if restarted { target = try reef.target() }
        let report = await target.apply(Fixture.bundle(try await reef.owner("dory"), Fixture.configMap("b")))
        #expect(!report.failed)
        if !restarted {
            // Whoever knew of it says why it stays.
            let left = try #require(report.objects.last)
            #expect(left.result == .unchanged)
            #expect(left.message?.contains("it is left alone") == true, "\(left)")
        }
        #expect(try await reef.object("configmap", "a")["data"] == ["color": "theirs"])
        try await reef.leave()
    }

    @Test func aDeletionIsOfOneUidOnly() async throws {
        let reef = try await Reef("uid")
        let cluster = try reef.connection()
        try await reef.cluster.kubectl("-n", reef.namespace, "create", "configmap", "a")
        let configMaps = try #require(try await cluster.kinds.resource(for: GroupKind(group: "", kind: "ConfigMap")))
        await #expect(throws: KubernetesError.self) {
            try await cluster.delete(
                configMaps, namespace: reef.namespace, name: "a", uid: "7c2e0d8a-3b54-4a58-8a3f-1f1f2b6f0c55")
        }
        #expect(try await reef.names("configmaps").contains("configmap/a"))
        try await reef.leave()
    }

    @Test(arguments: [false, true])
    func anObjectWhoseKindMovedToAnotherGroupIsNotPruned(restarted: Bool) async throws {
        let reef = try await Reef("moved")
        let dory = try await reef.makeOwner("dory")
        func ingress(_ apiVersion: String) -> JSONValue {
            let backend: JSONValue =
                apiVersion.hasPrefix("extensions")
                ? ["serviceName": "web", "servicePort": 80] : ["service": ["name": "web", "port": ["number": 80]]]
            let field = apiVersion.hasPrefix("extensions") ? "backend" : "defaultBackend"
            return [
                "apiVersion": .string(apiVersion), "kind": "Ingress", "metadata": ["name": "web"],
                "spec": .object([field: backend]),
            ]
        }
        var target = try reef.target()
        let first = await target.apply(Fixture.bundle(dory, ingress("extensions/v1beta1")))
        #expect(!first.failed, "\(first)")
        let uid = try await reef.object("ingresses.networking.k8s.io", "web")["metadata"]?["uid"]
        if restarted { target = try reef.target() }
        for apiVersion in ["networking.k8s.io/v1", "networking.k8s.io/v1"] {
            let report = await target.apply(Fixture.bundle(try await reef.owner("dory"), ingress(apiVersion)))
            #expect(!report.failed, "\(report)")
            #expect(report.objects.allSatisfy { $0.action == .apply }, "\(report)")
        }
        #expect(try await reef.object("ingresses.networking.k8s.io", "web")["metadata"]?["uid"] == uid)
        #expect(try await reef.owner("dory").applySet?.groupKinds == ["Ingress.networking.k8s.io"])
        try await reef.leave()
    }

    @Test func nothingIsPrunedWhileSomethingOfTheBundleFails() async throws {
        let reef = try await Reef("failing")
        let dory = try await reef.makeOwner("dory")
        let target = try reef.target()
        _ = await target.apply(Fixture.bundle(dory, Fixture.configMap("a")))
        let report = await target.apply(Fixture.bundle(dory, Fixture.configMap("Not A Name"), Fixture.configMap("b")))
        #expect(report.objects.map(\.result) == [.failed, .created])
        #expect(try await reef.members(dory) == ["configmap/a", "configmap/b"])
        let repaired = await target.apply(Fixture.bundle(dory, Fixture.configMap("b")))
        #expect(repaired.told.sorted() == ["ConfigMap/\(reef.namespace)/a pruned", "ConfigMap/\(reef.namespace)/b unchanged"])
        try await reef.leave()
    }

    /// A CronJob that never runs: API servers before 1.21 have it in `batch/v1beta1` only, and prefer `batch/v1`.
    static func cronJob(_ name: String, namespace: String? = nil) -> JSONValue {
        var metadata: JSONObject = ["name": .string(name)]
        if let namespace { metadata["namespace"] = .string(namespace) }
        let pod: JSONValue = ["restartPolicy": "Never", "containers": [["name": "c", "image": "none"]]]
        return [
            "apiVersion": "batch/v1beta1", "kind": "CronJob", "metadata": .object(metadata),
            "spec": [
                "schedule": "0 0 1 1 *", "suspend": true, "jobTemplate": ["spec": ["template": ["spec": pod]]],
            ],
        ]
    }
}
