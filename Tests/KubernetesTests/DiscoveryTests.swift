import JSON
import Kubernetes
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(5))) struct DiscoveryTests {
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

    @Test func everythingThatIsServedIsFoundWithItsKinds() async throws {
        let real = try RealCluster()
        let kind = try await GadgetKind.established(on: real.cluster)
        let gadgets = "\(kind.group)/v1"
        let served = try await eventually("the new group to be listed", within: 120) {
            let served = try await real.client.servedVersions()
            return served.contains { $0.apiVersion == gadgets && $0.kinds == ["Gadget"] } ? served : nil
        }
        let core = try #require(served.first { $0.apiVersion == "v1" })
        #expect(Set(core.kinds).isSuperset(of: ["ConfigMap", "Pod", "Secret"]))
        #expect(!core.kinds.contains("Scale"), "subresources have kinds of their own")
        #expect(served.contains { $0.apiVersion == "apps/v1" && $0.kinds.contains("Deployment") })
        #expect(served.allSatisfy { $0.isCurrent })
        try await kind.undefine()
    }

    @Test func aServerThatTellsEverythingAtOnceIsAskedTwice() async throws {
        let core = """
            {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","items":[{"metadata":{},"versions":[{"version":"v1",
            "resources":[{"resource":"configmaps","responseKind":{"group":"","version":"","kind":"ConfigMap"},"scope":"Namespaced",
            "verbs":["get"]},{"resource":"pods","responseKind":{"group":"","version":"v1","kind":"Pod"},"scope":"Namespaced","verbs":["get"],
            "subresources":[{"subresource":"eviction","responseKind":{"group":"policy","version":"v1","kind":"Eviction"},"verbs":["create"]}]}],
            "freshness":"Current"}]}]}
            """
        let groups = """
            {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","items":[{"metadata":{"name":"apps"},"versions":[
            {"version":"v1","freshness":"Current","resources":[{"resource":"deployments","responseKind":{"kind":"Deployment"}},
            {"resource":"only-subresources","scope":"Namespaced"}]},
            {"version":"v1beta1","freshness":"Current"}]},{"metadata":{"name":"metrics.k8s.io"},"versions":[
            {"version":"v1beta1","freshness":"Stale","resources":[]}]}]}
            """
        let server = try ScriptedServer { request in .json(request.line.hasPrefix("GET /api ") ? core : groups) }
        #expect(
            try await server.client().servedVersions() == [
                ServedVersion(apiVersion: "v1", kinds: ["ConfigMap", "Pod"]),
                ServedVersion(apiVersion: "apps/v1", kinds: ["Deployment"]),
                ServedVersion(apiVersion: "apps/v1beta1", kinds: []),
                ServedVersion(apiVersion: "metrics.k8s.io/v1beta1", kinds: [], isCurrent: false),
            ])
        #expect(server.requests.map(\.line) == ["GET /api HTTP/1.1", "GET /apis HTTP/1.1"])
        #expect(server.requests.allSatisfy { $0.values("Accept").first?.hasSuffix(",application/json") == true })
    }

    @Test func aGroupWhoseServerIsDownDoesNotSpoilTheOthers() async throws {
        let server = try ScriptedServer { request in
            switch request.line.split(separator: " ")[1] {
            case "/api": .json(#"{"kind":"APIVersions","versions":["v1"]}"#)
            case "/apis":
                .json(
                    #"{"kind":"APIGroupList","groups":[{"name":"metrics.k8s.io","versions":[{"version":"v1beta1"}]},"#
                        + #"{"name":"apps","versions":[{"version":"v1"}]}]}"#)
            case "/apis/metrics.k8s.io/v1beta1": .json("service unavailable", status: 503)
            case "/apis/apps/v1": .json(#"{"resources":[{"name":"deployments","kind":"Deployment"}]}"#)
            default: .json(#"{"resources":[{"name":"pods","kind":"Pod"},{"name":"pods/eviction","kind":"Eviction"}]}"#)
            }
        }
        #expect(
            try await server.client().servedVersions() == [
                ServedVersion(apiVersion: "v1", kinds: ["Pod"]),
                ServedVersion(apiVersion: "metrics.k8s.io/v1beta1", kinds: [], isCurrent: false),
                ServedVersion(apiVersion: "apps/v1", kinds: ["Deployment"]),
            ])
    }

    @Test(arguments: ["/api", "/apis", "/api/v1"])
    func withoutTheServersOwnKindsNothingIsKnown(refused: String) async throws {
        let server = try ScriptedServer { request in
            switch request.line.split(separator: " ")[1] {
            case refused[...]: .json(#"{"kind":"Status","message":"no"}"#, status: 403)
            case "/api": .json(#"{"kind":"APIVersions","versions":["v1"]}"#)
            default: .json(#"{"groups":[],"resources":[]}"#)
            }
        }
        let client = server.client()
        let error = try await failure { () async throws(KubernetesError) in try await client.servedVersions() }
        #expect(error.isForbidden)
    }

    @Test func theServersVersionIsTold() async throws {
        #expect(try await RealCluster().client.serverVersion().hasPrefix("v1."))
    }
}
