import JSON
import Kubernetes
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct ApplyTests {
    @Test func anApplyCreatesThenChangesThenLeavesAlone() async throws {
        let real = try RealCluster()
        let namespace = try await real.cluster.makeNamespace("apply")
        func apply(_ value: JSONValue, dryRun: Bool = false) async throws -> ApplyResponse {
            try await real.client.apply(
                RealCluster.configMaps, namespace: namespace, name: "one", body: RealCluster.configMap("one", [("a", value)]),
                fieldManager: "first", force: false, dryRun: dryRun)
        }
        #expect(try await apply("0", dryRun: true).created)
        let created = try await apply("1")
        #expect(created.created, "the dry run made nothing")
        let changed = try await apply("2")
        #expect(!changed.created)
        #expect(try changed.object.value()["data"] == ["a": "2"])
        #expect(try version(changed.object) != version(created.object))
        let unchanged = try await apply("2")
        #expect(!unchanged.created)
        #expect(try version(unchanged.object) == version(changed.object))
    }

    @Test func whatAManagerNoLongerStatesIsTakenAway() async throws {
        let real = try RealCluster()
        let namespace = try await real.cluster.makeNamespace("apply")
        for (data, expected) in [
            ([("a", "1"), ("b", "2")], ["a": "1", "b": "2"]), ([("b", "2")], ["b": "2"]),
        ] as [([(String, JSONValue)], JSONValue)] {
            let response = try await real.client.apply(
                RealCluster.configMaps, namespace: namespace, name: "one", body: RealCluster.configMap("one", data),
                fieldManager: "first", force: false, metadataOnly: false)
            #expect(try response.object.value()["data"] == expected)
        }
    }

    @Test func aConflictNamesTheManagersAndTheFieldsAndForceEndsIt() async throws {
        let real = try RealCluster()
        let namespace = try await real.cluster.makeNamespace("conflict")
        func apply(_ manager: String, _ data: [(String, JSONValue)], force: Bool = false) async throws(KubernetesError)
            -> ApplyResponse
        {
            try await real.client.apply(
                RealCluster.configMaps, namespace: namespace, name: "one", body: RealCluster.configMap("one", data),
                fieldManager: manager, force: force)
        }
        _ = try await apply("first", [("a", "1")])
        _ = try await apply("second", [("b", "1")])
        let error = try await failure { () async throws(KubernetesError) in
            try await apply("third \"x\"", [("a", "3"), ("b", "3"), ("c", "3")])
        }
        #expect(error.isConflict)
        #expect(error.isFieldManagerConflict)
        #expect(!error.isTransient)
        let conflicts = try #require(error.status).conflicts.sorted { $0.manager < $1.manager }
        #expect(conflicts.map(\.manager) == ["first", "second"])
        #expect(conflicts.map(\.field) == [".data.a", ".data.b"])
        #expect(error.operation == "apply ConfigMap/\(namespace)/one")
        #expect(error.message.hasPrefix("Apply failed with 2 conflicts: "))
        for part in ["\"first\"", "\"second\"", ".data.a", ".data.b"] { #expect(error.message.contains(part)) }

        let forced = try await apply("third \"x\"", [("a", "3")], force: true)
        #expect(try forced.object.value()["data"]?["a"] == "3")
        let quoted = try await failure { () async throws(KubernetesError) in try await apply("first", [("a", "1")]) }
        #expect(quoted.status?.conflicts.map(\.manager) == ["third \"x\""])
    }

    @Test func anObjectThatIsNotValidSaysWhichFieldsAreNot() async throws {
        let real = try RealCluster()
        let kind = try await GadgetKind.established(on: real.cluster)
        let error = try await failure { () async throws(KubernetesError) in
            try await real.client.apply(
                kind.resource, namespace: "default", name: "a", body: kind.gadget("a", size: 101), fieldManager: "first",
                force: false)
        }
        #expect(error.isInvalid)
        #expect(!error.isTransient)
        let status = try #require(error.status)
        #expect(status.code == 422)
        #expect(status.reason == "Invalid")
        #expect(status.name == "a")
        #expect(status.group == kind.group)
        #expect(status.kind == "Gadget")
        #expect(
            status.causes == [
                Status.Cause(
                    reason: "FieldValueInvalid",
                    message: "Invalid value: 101: spec.size in body should be less than or equal to 100", field: "spec.size")
            ])
        #expect(
            "\(error)"
                == "apply Gadget.\(kind.group)/default/a: Gadget.\(kind.group) \"a\" is invalid: spec.size: Invalid value: 101: "
                + "spec.size in body should be less than or equal to 100")
        try await kind.undefine()
    }

    @Test func theStatusSubresourceIsAppliedByItself() async throws {
        let real = try RealCluster()
        let kind = try await GadgetKind.established(on: real.cluster)
        _ = try await real.client.create(kind.resource, namespace: "default", body: kind.gadget("a", size: 1))
        let body: JSONValue = [
            "apiVersion": .string(kind.resource.apiVersion), "kind": "Gadget", "metadata": ["name": "a"],
            "status": ["phase": "Ready"],
        ]
        let response = try await real.client.apply(
            kind.resource, namespace: "default", name: "a", body: body.serialized(), fieldManager: "status", force: false,
            subresource: "status")
        let object = try response.object.value()
        #expect(object["status"] == ["phase": "Ready"])
        #expect(object["spec"] == ["size": 1])
        try await kind.undefine()
    }

    private func version(_ object: RawJSON) throws -> String? { try object.find("metadata", "resourceVersion")?.string }
}
