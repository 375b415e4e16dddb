import Events
import JSON
import TestSupport
import Testing

@testable import Reconciling

/// What the applier makes of bundles on the real API server.
@Suite(.timeLimit(.minutes(5))) struct ClusterApplyTests {
    @Test func objectsAreAppliedServerSideAndBearTheMarksOfTheirOwner() async throws {
        let reef = try await Reef("marks")
        let dory = try await reef.makeOwner("dory")
        let report = await reef.apply(
            Fixture.bundle(dory, Fixture.configMap("a"), Fixture.configMap("b", namespace: reef.namespace)), to: try reef.target()
        )
        #expect(report.told == ["ConfigMap/\(reef.namespace)/a created", "ConfigMap/\(reef.namespace)/b created"])
        #expect(!report.failed)

        // The object goes to its owner's namespace, and refers to its owner there.
        let metadata = try #require(try await reef.object("configmap", "a")["metadata"])
        let manager = try #require(metadata["managedFields"]?[0])
        #expect(manager["manager"]?.stringValue == "fairlead-\(reef.namespace)")
        #expect(manager["operation"] == "Apply")
        #expect(metadata["labels"]?["fairlead.dev/pipeline"]?.stringValue == reef.namespace)
        #expect(metadata["labels"]?["app.kubernetes.io/managed-by"] == "fairlead")
        #expect(metadata["annotations"]?["fairlead.dev/owner"]?.stringValue == dory.key)
        #expect(metadata["ownerReferences"]?[0]?["uid"]?.stringValue == dory.uid)
        #expect(try await reef.members(dory) == ["configmap/a", "configmap/b"])

        let marked = try await reef.owner("dory")
        #expect(
            marked.applySet
                == Owner.ApplySet(
                    id: OwnerIdentity(dory).applySet.id, tooling: "fairlead-\(reef.namespace)/1.0.0", groupKinds: ["ConfigMap"],
                    additionalNamespaces: []))
        #expect(!marked.finalized)
        try await reef.leave()
    }

    @Test func kubectlTakesTheInventoryForOneOfItsOwn() async throws {
        let reef = try await Reef("kubectl")
        let dory = try await reef.makeOwner("dory")
        // kubectl goes on with an ApplySet only where its own name is on it, and checks the rest of the marks.
        let report = await reef.apply(
            Fixture.bundle(dory, Fixture.configMap("a"), Fixture.configMap("b")), to: try reef.target(fieldManager: "kubectl"))
        #expect(!report.failed, "\(report)")
        let kept = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {color: blue}\n"
        let result = try await Command.run(
            try await Toolchain.kubectl(),
            [
                "--kubeconfig", reef.cluster.kubeconfig, "-n", reef.namespace, "apply", "-f", "-", "--prune",
                "--applyset=fishes.reef.example.com/dory",
            ], input: Array(kept.utf8), environment: ["KUBECTL_APPLYSET": "true"])
        #expect(result.succeeded, "\(result.error)")
        #expect(result.text.contains("configmap/b pruned"), "\(result.text)")
        #expect(try await reef.members(dory) == ["configmap/a"])
        try await reef.leave()
    }

    @Test func ownersAreReferredToOnlyWhereThatIsLegalAndBearAFinalizerElsewhere() async throws {
        let reef = try await Reef("legal")
        let other = try await reef.cluster.makeNamespace("legal-other")
        let (dory, sea) = (try await reef.makeOwner("dory"), try await reef.makeOwner("\(reef.namespace)", of: Reef.ocean))
        let role: JSONValue = [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "metadata": ["name": .string(reef.namespace)],
            "rules": [],
        ]
        let target = try reef.target()
        let report = await target.apply(
            Fixture.bundle(dory, Fixture.configMap("here"), Fixture.configMap("there", namespace: other), role))
        #expect(!report.failed, "\(report)")
        #expect(try await reef.object("configmap", "here")["metadata"]?["ownerReferences"]?[0]?["name"] == "dory")
        #expect(try await reef.object("configmap", "there", in: other)["metadata"]?["ownerReferences"] == nil)
        #expect(try await reef.object("clusterrole", reef.namespace)["metadata"]?["ownerReferences"] == nil)
        let marked = try await reef.owner("dory")
        #expect(marked.finalized)
        #expect(marked.applySet?.groupKinds == ["ClusterRole.rbac.authorization.k8s.io", "ConfigMap"])
        #expect(marked.applySet?.additionalNamespaces == [other])

        // An owner of the whole cluster may own anything.
        let wide = await target.apply(Fixture.bundle(sea, Fixture.configMap("wide", namespace: other)))
        #expect(!wide.failed, "\(wide)")
        #expect(try await reef.object("configmap", "wide", in: other)["metadata"]?["ownerReferences"]?[0]?["kind"] == "Ocean")
        #expect(try await !reef.owner(reef.namespace, of: Reef.ocean).finalized)

        // Once nothing is left out of its reach, the finalizer goes.
        let home = await target.apply(Fixture.bundle(try await reef.owner("dory"), Fixture.configMap("here")))
        #expect(!home.failed, "\(home)")
        let released = try await reef.owner("dory")
        #expect(!released.finalized)
        #expect(released.applySet?.additionalNamespaces == [])
        #expect(released.applySet?.groupKinds == ["ConfigMap"])
        try await reef.cluster.kubectl("delete", "oceans.reef.example.com", reef.namespace)
        try await reef.leave(also: other)
    }

    @Test func aConflictNamesTheManagersAndForceTakesTheFieldsOver() async throws {
        let reef = try await Reef("conflict")
        let dory = try await reef.makeOwner("dory")
        for (manager, field) in [("gardener", "color"), ("painter", "shade")] {
            try await reef.cluster.kubectl(
                "-n", reef.namespace, "apply", "--server-side", "--field-manager", manager, "-f", "-",
                input: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {\(field): theirs}\n")
        }
        let bundle = Fixture.bundle(dory, Fixture.configMap("a", ["color": "ours", "shade": "ours"]), Fixture.configMap("b"))
        let refused = await (try reef.target()).apply(bundle)
        let message = try #require(refused.objects.first?.message)
        #expect(refused.told == ["ConfigMap/\(reef.namespace)/a failed", "ConfigMap/\(reef.namespace)/b created"])
        #expect(message.contains("\"gardener\" manages .data.color"), "\(message)")
        #expect(message.contains("\"painter\" manages .data.shade"), "\(message)")
        #expect(message.contains("forceConflicts"))
        #expect(try await reef.object("configmap", "a")["data"] == ["color": "theirs", "shade": "theirs"])

        let forced = await (try reef.target(force: true)).apply(bundle)
        #expect(forced.told == ["ConfigMap/\(reef.namespace)/a configured", "ConfigMap/\(reef.namespace)/b unchanged"])
        #expect(try await reef.object("configmap", "a")["data"] == ["color": "ours", "shade": "ours"])
        try await reef.leave()
    }

    @Test func whatTheServerRefusesFailsWithItsCausesAndNothingElseDoes() async throws {
        let reef = try await Reef("invalid")
        let dory = try await reef.makeOwner("dory")
        let service: JSONValue = [
            "apiVersion": "v1", "kind": "Service", "metadata": ["name": "web"],
            "spec": ["ports": [["port": 99_999], ["port": 80, "name": "Not A Name"]]],
        ]
        let large = Fixture.configMap("large", ["text": String(repeating: "x", count: 2 << 20)])
        let unknown: JSONValue = ["apiVersion": "no.such.example.com/v1", "kind": "Nothing", "metadata": ["name": "x"]]
        let report = await (try reef.target()).apply(Fixture.bundle(dory, service, large, unknown, Fixture.configMap("good")))
        #expect(report.objects.map(\.result) == [.failed, .failed, .failed, .created])
        let messages = report.objects.map { $0.message ?? "" }
        #expect(messages[0].contains("spec.ports[0].port: Invalid value: 99999"), "\(messages[0])")
        #expect(messages[0].contains("Not A Name"), "\(messages[0])")
        #expect(messages[1].contains("large") || messages[1].contains("Too long"), "\(messages[1])")
        #expect(messages[2].contains("no.such.example.com/v1"), "\(messages[2])")
        try await reef.leave()
    }

    @Test func whatBelongsToAnotherOwnerIsNotTaken() async throws {
        let reef = try await Reef("taken")
        let (dory, nemo) = (try await reef.makeOwner("dory"), try await reef.makeOwner("nemo"))
        let target = try reef.target()
        let bundle = Fixture.bundle(nemo, Fixture.configMap("a"))
        _ = await reef.apply(Fixture.bundle(dory, Fixture.configMap("a")), to: target)
        // By the same applier, by one that has just started, by that of another pipeline, by one that takes over fields.
        let others = [
            target, try reef.target(), try reef.target(pipeline: "\(reef.namespace)-2"), try reef.target(force: true),
        ]
        for (index, other) in others.enumerated() {
            let report = await other.apply(
                index == 2 ? Fixture.bundle(try await reef.makeOwner("hank"), Fixture.configMap("a")) : bundle)
            #expect(report.told == ["ConfigMap/\(reef.namespace)/a failed"], "\(index): \(report)")
        }
        #expect(try await reef.members(dory) == ["configmap/a"])
        let stolen = await (try reef.target(pipeline: "\(reef.namespace)-2")).apply(Fixture.bundle(dory, Fixture.configMap("b")))
        #expect(stolen.failure?.contains("fairlead-\(reef.namespace)/1.0.0") == true, "\(stolen)")
        try await reef.leave()
    }

    @Test func whatTheServerRefusedIsFreeOnceItsOwnerDoesNotWantIt() async throws {
        let reef = try await Reef("freed")
        let (dory, nemo) = (try await reef.makeOwner("dory"), try await reef.makeOwner("nemo"))
        let target = try reef.target()
        let refused = await reef.apply(Fixture.bundle(dory, Fixture.configMap("a", ["no key": "x"])), to: target)
        #expect(refused.told == ["ConfigMap/\(reef.namespace)/a failed"])
        let wanted = await reef.apply(Fixture.bundle(nemo, Fixture.configMap("a")), to: target)
        #expect(wanted.objects.first?.message?.hasPrefix("it already belongs to ") == true, "\(wanted)")
        _ = await reef.apply(Fixture.bundle(dory, Fixture.configMap("b")), to: target)
        let free = await reef.apply(Fixture.bundle(nemo, Fixture.configMap("a")), to: target)
        #expect(free.told == ["ConfigMap/\(reef.namespace)/a created"], "\(free)")
        try await reef.leave()
    }

    @Test func aSecondRunOverTheSameBundlesOnlyReads() async throws {
        let reef = try await Reef("reads")
        let other = try await reef.cluster.makeNamespace("reads-other")
        let owners = [try await reef.makeOwner("dory"), try await reef.makeOwner("nemo")]
        func bundle(_ owner: Owner) -> Bundle { Fixture.bundle(owner, Self.manyKinds(owner.name, other)) }
        let first = try reef.target()
        for owner in owners {
            let report = await first.apply(bundle(owner))
            #expect(!report.failed, "\(report)")
        }
        let written = try await reef.writes().count
        let versions = try await resourceVersions(reef, other)
        #expect(versions.count == 2 * 9)
        let second = try reef.target()
        for owner in owners {
            // As events tell it: once as it is now, and once from a recording made before there were marks.
            for owner in [try await reef.owner(owner.name), owner] {
                let report = await second.apply(bundle(owner))
                #expect(report.isUnchanged, "\(report)")
                let again = await (try reef.target()).apply(bundle(owner))
                #expect(again.isUnchanged, "\(again)")
                #expect(await first.apply(bundle(owner)).isUnchanged)
            }
        }
        #expect(try await resourceVersions(reef, other) == versions)
        #expect(try await reef.writes().count == written)
        try await reef.leave(also: other)
    }

    /// Objects of kinds whose fields the API server defaults, converts and merges.
    private static func manyKinds(_ name: String, _ other: String) -> [JSONValue] {
        let labels: JSONValue = ["app": .string(name)]
        func object(_ apiVersion: String, _ kind: String, _ fields: JSONObject, namespace: String? = nil) -> JSONValue {
            var metadata: JSONObject = ["name": .string(name), "labels": labels]
            if let namespace { metadata["namespace"] = .string(namespace) }
            var object: JSONObject = [
                "apiVersion": .string(apiVersion), "kind": .string(kind), "metadata": .object(metadata),
            ]
            for (key, value) in fields { object[key] = value }
            return .object(object)
        }
        let container: JSONValue = [
            "name": "c", "image": "none", "resources": ["limits": ["cpu": "0.5", "memory": "1024Mi"]],
            "env": [["name": "A", "value": "1"]], "ports": [["containerPort": 80]],
        ]
        let pod: JSONValue = ["metadata": ["labels": labels], "spec": ["containers": [container]]]
        let job: JSONValue = [
            "template": ["spec": ["restartPolicy": "Never", "containers": [["name": "c", "image": "none"]]]]
        ]
        return [
            object("v1", "ConfigMap", ["data": ["a": "b"]]), object("v1", "ConfigMap", ["data": ["a": "b"]], namespace: other),
            object("v1", "Secret", ["stringData": ["password": "fish"]]), object("v1", "ServiceAccount", [:]),
            object("v1", "Service", ["spec": ["selector": labels, "ports": [["port": 80]]]]),
            object("apps/v1", "Deployment", ["spec": ["replicas": 0, "selector": ["matchLabels": labels], "template": pod]]),
            object(
                "batch/v1beta1", "CronJob", ["spec": ["schedule": "0 0 1 1 *", "suspend": true, "jobTemplate": ["spec": job]]]),
            object("policy/v1beta1", "PodDisruptionBudget", ["spec": ["minAvailable": 0, "selector": ["matchLabels": labels]]]),
            object(
                "networking.k8s.io/v1", "NetworkPolicy",
                ["spec": ["podSelector": [:], "ingress": [["ports": [["port": 80]]]], "policyTypes": ["Ingress"]]]),
        ]
    }

    /// The resource versions of what the test's applier has applied, without what controllers write.
    private func resourceVersions(_ reef: Reef, _ other: String) async throws -> [String: String] {
        var versions: [String: String] = [:]
        let kinds = "configmaps,secrets,services,networkpolicies.networking.k8s.io,fishes.reef.example.com"
        let rest = "serviceaccounts,deployments.apps,cronjobs.batch,poddisruptionbudgets.policy"
        for (namespace, kinds) in [(reef.namespace, kinds), (other, "configmaps"), (reef.namespace, rest)] {
            let list = try await reef.cluster.json("-n", namespace, "get", kinds, "-l", "app")
            for item in list["items"]?.arrayValue ?? [] {
                let name = "\(item["kind"]?.stringValue ?? "")/\(namespace)/\(item["metadata"]?["name"]?.stringValue ?? "")"
                // Controllers write the status of these, and a service account's secrets; their generation tells.
                let field = kinds == rest ? "uid" : "resourceVersion"
                versions[name] = item["metadata"]?[field]?.stringValue
            }
        }
        return versions
    }

    @Test func whatSomebodyChangedOrDeletedIsPutRight() async throws {
        let reef = try await Reef("drift")
        let dory = try await reef.makeOwner("dory")
        let target = try reef.target()
        let bundle = Fixture.bundle(dory, Fixture.configMap("a"), Fixture.configMap("b"), Fixture.configMap("c"))
        _ = await target.apply(bundle)
        for fresh in [false, true] {
            try await reef.cluster.kubectl(
                "-n", reef.namespace, "patch", "configmap", "a", "--type=merge", "-p", #"{"data":{"color":"red","own":"stays"}}"#)
            try await reef.cluster.kubectl("-n", reef.namespace, "delete", "configmap", "b")
            let again = fresh ? try reef.target(force: true) : target
            let report = await again.apply(bundle)
            // A change by another manager is a conflict unless fields are taken over.
            let place = "ConfigMap/\(reef.namespace)"
            #expect(
                report.told == ["\(place)/a \(fresh ? "configured" : "failed")", "\(place)/b created", "\(place)/c unchanged"])
        }
        #expect(try await reef.object("configmap", "a")["data"] == ["color": "blue", "own": "stays"])
        try await reef.leave()
    }

    @Test func aDryRunByTheServerChecksAndKeepsNothing() async throws {
        let reef = try await Reef("dryrun")
        let dory = try await reef.makeOwner("dory")
        let report = await (try reef.target(dryRun: true)).apply(
            Fixture.bundle(dory, Fixture.configMap("a"), Fixture.configMap("Not A Name")))
        #expect(report.objects.map(\.result) == [.created, .failed])
        #expect(try await reef.members(dory) == [])
        #expect(try await reef.owner("dory").resourceVersion == dory.resourceVersion)
        try await reef.leave()
    }
}
