import JSON
import Testing

@testable import Reconciling

@Suite struct DriftTests {
    /// A desired and a living object whose specs are these, with what our manager owns of the spec.
    private func find(_ desired: JSONValue, _ live: JSONValue?, owned: JSONValue? = nil, kind: String = "A") -> String? {
        func object(_ spec: JSONValue?) -> JSONValue {
            var object: JSONObject = [
                "apiVersion": "v1", "kind": .string(kind),
                "metadata": ["name": "x", "annotations": ["fairlead.dev/digest": "sha256:aa"]],
            ]
            if let spec { object["spec"] = spec }
            return .object(object)
        }
        var living = object(live)
        living["metadata"]?["annotations"]?["other"] = "thing"
        if let owned {
            living["metadata"]?["managedFields"] = [
                ["manager": "kubectl", "operation": "Update", "fieldsV1": ["f:spec": ["f:other": [:]]]],
                [
                    "manager": "us", "operation": "Apply", "apiVersion": "v1", "fieldsType": "FieldsV1",
                    "fieldsV1": ["f:metadata": ["f:annotations": ["f:fairlead.dev/digest": [:]]], "f:spec": owned],
                ],
            ]
        }
        return Drift(manager: "us").find(desired: object(desired), live: living)
    }

    @Test func anotherDigestIsAChange() {
        let desired: JSONValue = ["metadata": ["annotations": ["fairlead.dev/digest": "sha256:aa"]]]
        let live: JSONValue = ["metadata": ["annotations": ["fairlead.dev/digest": "sha256:bb"]]]
        #expect(Drift(manager: "us").find(desired: desired, live: live) == ".metadata.annotations.fairlead.dev/digest")
        #expect(Drift(manager: "us").find(desired: desired, live: [:]) != nil)
    }

    @Test(
        arguments: [
            (["a": 1], ["a": 1, "b": 2]),
            (["a": 1], ["a": 1.0]),
            (["a": nil], [:]),
            (["a": nil], ["a": "defaulted"]),
            (["a": [:], "b": []], [:]),
            (["a": ["b": ["c": nil, "d": [:]]]], [:]),
            (["limits": ["cpu": "0.5", "memory": "1024Mi"]], ["limits": ["cpu": "500m", "memory": "1Gi"]]),
            (["requests": ["cpu": 1]], ["requests": ["cpu": "1"]]),
            (["ports": [["port": 80]]], ["ports": [["port": 80, "protocol": "TCP", "targetPort": 80]]]),
            (
                ["containers": [["name": "a", "image": "x"]]],
                ["containers": [["name": "sidecar", "image": "s"], ["name": "a", "image": "x", "pullPolicy": "Always"]]]
            ),
            (
                ["env": [["name": "B", "value": "2"], ["name": "A", "value": "1"]]],
                ["env": [["name": "A", "value": "1"], ["name": "B", "value": "2"]]]
            ),
            (["args": ["a", "b"]], ["args": ["a", "b"]]),
        ] as [(JSONValue, JSONValue)])
    func whatHoldsIsUnchangedWithoutKnowingTheOwners(desired: JSONValue, live: JSONValue) {
        #expect(find(desired, live) == nil)
    }

    @Test(
        arguments: [
            (["a": 1], ["a": 2], ".spec.a"),
            (["a": 1], [:], ".spec.a"),
            (["a": "1Ki"], ["a": "1024"], ".spec.a"),
            (["a": true], ["a": "true"], ".spec.a"),
            (["a": ["b": 1]], ["a": 1], ".spec.a.b"),
            (
                ["containers": [["name": "a", "image": "x"]]], ["containers": [["name": "a", "image": "y"]]],
                ".spec.containers[0].image"
            ),
            (["containers": [["name": "a"], ["name": "b"]]], ["containers": [["name": "a"]]], ".spec.containers[1]"),
            (["args": ["a", "b"]], ["args": ["a", "b", "c"]], ".spec.args[0]"),
            (["args": ["a"]], ["args": "a"], ".spec.args"),
            (["a": 1], nil, ".spec.a"),
        ] as [(JSONValue, JSONValue?, String)])
    func whatDoesNotHoldIsDriftWithoutKnowingTheOwners(desired: JSONValue, live: JSONValue?, path: String) {
        #expect(find(desired, live) == path)
    }

    @Test(
        arguments: [
            // Another form of what we applied: nobody else has written it since.
            (["schedule": "@hourly"], ["schedule": "0 * * * *"], ["f:schedule": [:]]),
            (["quota": "1000m"], ["quota": "1"], ["f:quota": [:]]),
            (["a": ["b": "x"]], [:], ["f:a": ["f:b": [:]]]),
            (["args": ["a", "b"]], ["args": ["b"]], ["f:args": [:]]),
            (["selector": ["a": "b"]], ["selector": "a=b"], ["f:selector": [:]]),
            (["list": [["x": 1], ["x": 2]]], ["list": [["x": 2]]], ["f:list": [:]]),
            (
                ["ports": [["containerPort": 80, "hostIP": "::1"]]],
                ["ports": [["containerPort": 80, "protocol": "TCP", "hostIP": "0:0:0:0:0:0:0:1"]]],
                ["f:ports": [#"k:{"containerPort":80,"protocol":"TCP"}"#: [".": [:], "f:containerPort": [:], "f:hostIP": [:]]]]
            ),
            (["finalizers": ["a"]], ["finalizers": ["b", "a"]], ["f:finalizers": [#"v:"a""#: [:]]]),
        ] as [(JSONValue, JSONValue, JSONValue)])
    func whatOurManagerStillOwnsIsTheServersOwnForm(desired: JSONValue, live: JSONValue, owned: JSONValue) {
        #expect(find(desired, live, owned: owned) == nil)
    }

    @Test(
        arguments: [
            // Somebody else has written it, or taken it away, and so owns it.
            (["schedule": "@hourly"], ["schedule": "@daily"], ["f:other": [:]], ".spec.schedule"),
            (["a": "x", "b": "y"], ["a": "x"], ["f:a": [:]], ".spec.b"),
            (["args": ["a", "b"]], ["args": ["a", "b", "z"]], ["f:x": [:]], ".spec.args"),
            (["finalizers": ["a"]], ["finalizers": ["b"]], ["f:finalizers": [#"v:"c""#: [:]]], ".spec.finalizers[0]"),
            (
                ["containers": [["name": "a", "image": "x"]]], ["containers": [["name": "a", "image": "y"]]],
                ["f:containers": [#"k:{"name":"a"}"#: [".": [:], "f:name": [:]]]], ".spec.containers[0].image"
            ),
            // The scale subresource of older API servers leaves no trace.
            (["replicas": 1], ["replicas": 5], ["f:replicas": [:]], ".spec.replicas"),
            (["paused": false], ["paused": true], ["f:paused": [:]], ".spec.paused"),
        ] as [(JSONValue, JSONValue, JSONValue, String)])
    func whatOurManagerHasLostIsDrift(desired: JSONValue, live: JSONValue, owned: JSONValue, path: String) {
        #expect(find(desired, live, owned: owned) == path)
    }

    @Test func theStatusIsNoneOfOurs() {
        let digest: JSONValue = ["annotations": ["fairlead.dev/digest": "d"]]
        let desired: JSONValue = ["metadata": digest, "status": ["phase": "New"]]
        #expect(Drift(manager: "us").find(desired: desired, live: ["metadata": digest, "status": ["phase": "Old"]]) == nil)
    }

    @Test func managedFieldsThatAreNotAsTheyShouldBeAreNoTrouble() {
        for owned in [["f:a": 1], ["k:{": [:]], ["k:7": [:]], "text", nil] as [JSONValue] {
            #expect(find(["a": "x"], ["a": "y"], owned: owned) == (owned == ["f:a": 1] ? ".spec.a" : ".spec.a"))
        }
    }
}
