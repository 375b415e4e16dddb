import JSON
import Kubernetes
import TestSupport
import Testing

@Suite struct DiscoveryTests {
    @Test(arguments: [
        ("v1", "ConfigMap", "configmaps", true, ""),
        ("v1", "Namespace", "namespaces", false, "finalize status"),
        ("apps/v1", "Deployment", "deployments", true, "scale status"),
        ("v1", "Pod", "pods", true, "attach binding eviction exec log portforward proxy status"),
        ("rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", false, ""),
    ])
    func aKindIsFoundWithItsScopeAndSubresources(
        apiVersion: String, kind: String, plural: String, namespaced: Bool, subresources: String
    ) async throws {
        let client = try RealCluster().client
        let sought = GroupVersionKind(apiVersion: apiVersion, kind: kind)
        let found = try await client.resource(for: sought)
        #expect(found.groupVersionKind == sought)
        #expect(found.plural == plural)
        #expect(found.namespaced == namespaced)
        #expect(found.subresources.sorted().joined(separator: " ") == subresources)
        #expect(found.verbs.isSuperset(of: ["get", "list", "watch", "patch", "delete"]))
        #expect(try await client.resource(group: found.group, version: found.version, plural: plural) == found)
    }

    @Test func aKindIsFoundInTheVersionThatTheServerPrefers() async throws {
        let client = try RealCluster().client
        #expect(try await client.resource(group: "apps", kind: "Deployment").version == "v1")
        #expect(try await client.resource(group: "", kind: "Secret").apiVersion == "v1")
        // Only the beta version has it in Kubernetes 1.20: the preferred one is not all there is.
        #expect(try await client.resource(group: "batch", kind: "CronJob").namespaced)
    }

    @Test func everyResourceIsListedOnceInTheVersionThatTheServerPrefers() async throws {
        let all = try await RealCluster().client.allResources()
        let names = all.map(\.qualifiedPlural)
        #expect(Set(names).count == names.count)
        #expect(Set(names).isSuperset(of: ["configmaps", "namespaces", "deployments.apps", "roles.rbac.authorization.k8s.io"]))
        #expect(!names.contains { $0.contains("/") }, "subresources are no resources")
    }

    @Test func whatTheServerDoesNotServeIsAnError() async throws {
        let client = try RealCluster().client
        let kind = try await failure { () async throws(KubernetesError) in
            try await client.resource(for: GroupVersionKind(apiVersion: "apps/v1", kind: "Deploymnet"))
        }
        #expect(kind.isUnknownKind)
        #expect(
            "\(kind)" == "find apps/v1 Deploymnet: the API server does not serve kind \"Deploymnet\" in \"apps/v1\"")
        let plural = try await failure { () async throws(KubernetesError) in
            try await client.resource(group: "no.example.com", version: "v1", plural: "things")
        }
        #expect(plural.isUnknownKind)
        #expect(
            "\(plural)"
                == "find things.no.example.com: the API server does not serve resource \"things\" in \"no.example.com/v1\"")
        let group = try await failure { () async throws(KubernetesError) in
            try await client.resource(group: "no.example.com", kind: "Thing")
        }
        #expect(group.isUnknownKind)
    }

    @Test func anUnknownKindIsAskedForAgain() async throws {
        let real = try RealCluster()
        let kind = GadgetKind(real.cluster)
        let sought = kind.resource.groupVersionKind
        let before = try await failure { () async throws(KubernetesError) in try await real.client.resource(for: sought) }
        #expect(before.isUnknownKind)
        let other = try await failure { () async throws(KubernetesError) in
            try await real.client.resource(group: kind.group, kind: "Gadget")
        }
        #expect(other.isUnknownKind)
        try await kind.define()
        let found = try await eventually("the new kind to be found", within: 120) {
            try await real.client.resource(for: sought)
        }
        #expect(found == kind.resource)
        let preferred = try await eventually("the new group to be found", within: 120) {
            try await real.client.resource(group: kind.group, kind: "Gadget")
        }
        #expect(preferred == kind.resource)
        try await kind.undefine()
    }

    @Test func whatIsForgottenIsAskedForAgain() async throws {
        let real = try RealCluster()
        let kind = try await GadgetKind.established(on: real.cluster)
        #expect(try await real.client.resource(for: kind.resource.groupVersionKind) == kind.resource)
        try await kind.undefine()
        #expect(try await real.client.resource(for: kind.resource.groupVersionKind) == kind.resource, "it is remembered")
        try await eventually("the kind to be gone", within: 120) {
            real.client.forgetDiscovery(group: kind.group, version: "v1")
            let error = try? await failure { () async throws(KubernetesError) in
                try await real.client.resource(for: kind.resource.groupVersionKind)
            }
            return error?.isUnknownKind == true
        }
    }

    @Test func manyWhoAskAtOnceShareOneAnswer() async throws {
        let server = try ScriptedServer { _ in
            .json(#"{"kind":"APIResourceList","resources":[{"name":"gadgets","kind":"Gadget","namespaced":true}]}"#)
        }
        let client = server.client()
        await withTaskGroup(of: String?.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try? await client.resource(for: GroupVersionKind(apiVersion: "a.example.com/v1", kind: "Gadget")).plural
                }
            }
            for await plural in group { #expect(plural == "gadgets") }
        }
        #expect(server.requests.map(\.line) == ["GET /apis/a.example.com/v1 HTTP/1.1"])
    }

    @Test func whoIsCancelledWhileAnotherAsksWaitsNoLonger() async throws {
        let server = try ScriptedServer { _ in .silence }
        let client = server.client()
        let asking = Task {
            try await failure { () async throws(KubernetesError) in
                try await client.resource(for: GroupVersionKind(apiVersion: "a.example.com/v1", kind: "Gadget"))
            }
        }
        try await eventually("the question to arrive", within: 120) { server.requests.count == 1 }
        asking.cancel()
        let error = try await asking.value
        #expect(error.isCancelled)
        #expect("\(error)" == "find a.example.com/v1 Gadget: cancelled")
    }

    @Test func theServersVersionIsTold() async throws {
        #expect(try await RealCluster().client.serverVersion().hasPrefix("v1."))
    }
}
