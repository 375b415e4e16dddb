import JSON
import Kubernetes
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct ObjectTests {
    private let maps = RealCluster.configMaps

    @Test func anObjectIsCreatedReadReplacedAndDeleted() async throws {
        let real = try RealCluster()
        let namespace = try await real.cluster.makeNamespace("objects")
        let created = try await real.client.create(
            maps, namespace: namespace, body: RealCluster.configMap("one", [("a", "1")]), fieldManager: "tests"
        ).value()
        #expect(created["metadata"]?["managedFields"]?[0]?["manager"] == "tests")
        #expect(try await real.client.get(maps, namespace: namespace, name: "one").value() == created)

        let again = try await failure { () async throws(KubernetesError) in
            try await real.client.create(maps, namespace: namespace, body: RealCluster.configMap("one"))
        }
        #expect(again.isAlreadyExists)
        #expect(!again.isConflict)
        #expect("\(again)" == "create ConfigMap/\(namespace): configmaps \"one\" already exists")

        var changed = created
        changed["data"] = ["a": "2"]
        let replaced = try await real.client.replace(maps, namespace: namespace, name: "one", body: changed.serialized()).value()
        #expect(replaced["data"] == ["a": "2"])
        changed["data"] = ["a": "3"]
        let stale = try await failure { () async throws(KubernetesError) in
            try await real.client.replace(maps, namespace: namespace, name: "one", body: changed.serialized())
        }
        #expect(stale.isConflict)
        #expect(!stale.isFieldManagerConflict)
        #expect(stale.isTransient)

        #expect(try await real.client.delete(maps, namespace: namespace, name: "one", dryRun: true) == .deleted)
        #expect(try await real.client.delete(maps, namespace: namespace, name: "one") == .deleted)
        #expect(try await real.client.delete(maps, namespace: namespace, name: "one") == .absent)
        let gone = try await failure { () async throws(KubernetesError) in
            try await real.client.get(maps, namespace: namespace, name: "one")
        }
        #expect(gone.isNotFound)
        #expect("\(gone)" == "get ConfigMap/\(namespace)/one: configmaps \"one\" not found")
        #expect(gone.status?.kind == "configmaps")
    }

    @Test func aMissingNamespaceIsToldFromAMissingObject() async throws {
        let real = try RealCluster()
        let error = try await failure { () async throws(KubernetesError) in
            try await real.client.create(maps, namespace: "no-such-namespace", body: RealCluster.configMap("one"))
        }
        #expect(error.isNotFound)
        #expect(error.isNamespaceUnavailable)
    }

    @Test func anObjectWithoutANamespaceIsReached() async throws {
        let real = try RealCluster()
        let namespaces = APIResource(group: "", version: "v1", plural: "namespaces", kind: "Namespace", namespaced: false)
        let object = try await real.client.get(namespaces, namespace: nil, name: "default").value()
        #expect(object["metadata"]?["name"] == "default")
        #expect(try await real.client.get(namespaces, namespace: "ignored", name: "default").value() == object)
    }

    @Test func aDeletionIsForThatVeryObject() async throws {
        let real = try RealCluster()
        let namespace = try await real.cluster.makeNamespace("delete")
        let created = try await real.client.create(maps, namespace: namespace, body: RealCluster.configMap("one", [("a", "1")]))
        let uid = try #require(try created.find("metadata", "uid")?.string)
        let version = try #require(try created.find("metadata", "resourceVersion")?.string)
        for (otherUID, otherVersion) in [("00000000-0000-0000-0000-000000000000", nil), (uid, "1")] {
            let error = try await failure { () async throws(KubernetesError) in
                try await real.client.delete(
                    maps, namespace: namespace, name: "one", uid: otherUID, resourceVersion: otherVersion)
            }
            #expect(error.isConflict)
            #expect(error.operation == "delete ConfigMap/\(namespace)/one")
            #expect(error.message.contains("precondition"))
        }
        let outcome = try await real.client.delete(maps, namespace: namespace, name: "one", uid: uid, resourceVersion: version)
        #expect(outcome == .deleted)
    }

    @Test func whatAFinalizerHoldsIsOnItsWayOut() async throws {
        let real = try RealCluster()
        let namespace = try await real.cluster.makeNamespace("finalizer")
        let body: JSONValue = [
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "one", "finalizers": ["example.com/hold"]],
        ]
        _ = try await real.client.create(maps, namespace: namespace, body: body.serialized())
        for _ in 0..<2 {
            guard case .deleting(let object) = try await real.client.delete(maps, namespace: namespace, name: "one") else {
                throw TestError("it is gone")
            }
            #expect(try object.find("metadata", "deletionTimestamp")?.string != nil)
        }
        _ = try await real.client.patch(
            maps, namespace: namespace, name: "one", body: Array(#"{"metadata":{"finalizers":null}}"#.utf8), type: .merge)
        #expect(try await real.client.delete(maps, namespace: namespace, name: "one") == .absent)
    }

    @Test(arguments: [
        (DeletePropagation.background, [] as [JSONValue]), (.foreground, ["foregroundDeletion"]), (.orphan, ["orphan"]),
    ])
    func theServerIsToldWhatBecomesOfDependents(propagation: DeletePropagation, finalizers: [JSONValue]) async throws {
        let real = try RealCluster()
        let namespace = try await real.cluster.makeNamespace("propagation")
        // A finalizer of our own keeps the object in sight whatever the garbage collector does.
        let body: JSONValue = [
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": "one", "finalizers": ["example.com/hold"]],
        ]
        _ = try await real.client.create(maps, namespace: namespace, body: body.serialized())
        guard
            case .deleting(let object) = try await real.client.delete(
                maps, namespace: namespace, name: "one", propagation: propagation)
        else { throw TestError("it is gone") }
        let found = try object.value()["metadata"]?["finalizers"]?.arrayValue ?? []
        #expect(found.filter { $0 != "example.com/hold" } == finalizers)
        _ = try await real.client.patch(
            maps, namespace: namespace, name: "one", body: Array(#"{"metadata":{"finalizers":null}}"#.utf8), type: .merge)
    }

    @Test(arguments: [
        (PatchType.merge, #"{"status":{"phase":"Ready","old":null}}"#, ["phase": "Ready", "kept": 1] as JSONValue),
        (.json, #"[{"op":"replace","path":"/status","value":{"phase":"Ready"}}]"#, ["phase": "Ready"] as JSONValue),
    ])
    func theStatusSubresourceIsPatched(type: PatchType, patch: String, expected: JSONValue) async throws {
        let real = try RealCluster()
        let kind = try await GadgetKind.established(on: real.cluster)
        _ = try await real.client.create(kind.resource, namespace: "default", body: kind.gadget("a", size: 1))
        func patched(_ body: String, _ type: PatchType, dryRun: Bool = false) async throws -> JSONValue {
            try await real.client.patch(
                kind.resource, namespace: "default", name: "a", body: Array(body.utf8), type: type, fieldManager: "tests",
                subresource: "status", dryRun: dryRun
            ).value()
        }
        _ = try await patched(#"{"status":{"old":true,"kept":1},"spec":{"size":9}}"#, .merge)
        let tried = try await patched(patch, type, dryRun: true)
        #expect(tried["status"] == expected)
        let before = try await real.client.get(kind.resource, namespace: "default", name: "a", subresource: "status").value()
        #expect(before["status"] == ["old": true, "kept": 1])
        let object = try await patched(patch, type)
        #expect(object["status"] == expected)
        #expect(object["spec"] == ["size": 1])
        #expect(object["metadata"]?["generation"] == 1)
        try await kind.undefine()
    }

    @Test func aPatchMayDependOnWhatIsThere() async throws {
        let real = try RealCluster()
        let namespace = try await real.cluster.makeNamespace("patch")
        _ = try await real.client.create(maps, namespace: namespace, body: RealCluster.configMap("one", [("a", "1")]))
        let patch = #"[{"op":"test","path":"/data/a","value":"2"},{"op":"remove","path":"/data/a"}]"#
        let error = try await failure { () async throws(KubernetesError) in
            try await real.client.patch(maps, namespace: namespace, name: "one", body: Array(patch.utf8), type: .json)
        }
        #expect(error.isInvalid)
        let strategic = try await real.client.patch(
            maps, namespace: namespace, name: "one", body: Array(#"{"data":{"b":"2"}}"#.utf8), type: .strategic,
            metadataOnly: true)
        #expect(try strategic.value()["kind"] == "PartialObjectMetadata")
    }

    @Test(arguments: [
        ("", "a", "\"\" cannot be the namespace of an object"), ("default", "", "\"\" cannot be the name of an object"),
        ("default", "..", "\"..\" cannot be the name of an object"), ("..", "a", "\"..\" cannot be the namespace of an object"),
        ("default", "a/b", "\"a/b\" cannot be the name of an object"),
        ("default", "%2e", "\"%2e\" cannot be the name of an object"),
        (nil, "a", "its objects live in namespaces, and none is given"),
    ])
    func aNameThatNoObjectCanHaveIsNeverSent(namespace: String?, name: String, problem: String) async throws {
        let server = try ScriptedServer { _ in .json("{}") }
        let client = server.client()
        let get = try await failure { () async throws(KubernetesError) in
            try await client.get(maps, namespace: namespace, name: name)
        }
        #expect(get.message == problem)
        #expect(!get.isTransient)
        let delete = try await failure { () async throws(KubernetesError) in
            try await client.delete(maps, namespace: namespace, name: name)
        }
        #expect(delete.message == problem)
        #expect(server.requests.isEmpty)
    }

    @Test func aNameGoesOutEscaped() async throws {
        let server = try ScriptedServer { _ in .json(#"{"kind":"ClusterRole"}"#) }
        let roles = APIResource(
            group: "rbac.authorization.k8s.io", version: "v1", plural: "clusterroles", kind: "ClusterRole", namespaced: false)
        _ = try await server.client().get(roles, namespace: nil, name: "system:node ü?x=y#z")
        #expect(
            server.requests.map(\.line) == [
                "GET /apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Anode%20%C3%BC%3Fx%3Dy%23z HTTP/1.1"
            ])
    }

    @Test(arguments: ["", "{", "<html>", "{\"a\":1} x"])
    func anAnswerThatIsNotJSONIsAnError(body: String) async throws {
        let server = try ScriptedServer { _ in .json(body) }
        let error = try await failure { () async throws(KubernetesError) in
            try await server.client().get(maps, namespace: "default", name: "one")
        }
        #expect("\(error)".hasPrefix("get ConfigMap/default/one: the API server's answer is not valid: "))
        #expect(error.isTransient)
    }
}
