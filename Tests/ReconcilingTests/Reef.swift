import Events
import HTTP
import JSON
import Kubernetes
import Logging
import TestSupport
import Testing

@testable import Reconciling

/// A namespace of the real cluster with custom resources that own objects, and what the applier has made of them.
struct Reef: Sendable {
    /// Owners in a namespace.
    static let fish = ResourceReference(
        group: "reef.example.com", version: "v1", plural: "fishes", kind: "Fish", namespaced: true)
    /// Owners of the whole cluster.
    static let ocean = ResourceReference(
        group: "reef.example.com", version: "v1", plural: "oceans", kind: "Ocean", namespaced: false)

    private static let installation = Task {
        let cluster = try DevCluster.required()
        try await cluster.apply([fish, ocean].map(definition).joined(separator: "---\n"))
        try await cluster.kubectl(
            "wait", "--for=condition=Established", "--timeout=60s", "crd/fishes.reef.example.com", "crd/oceans.reef.example.com")
    }

    let cluster: DevCluster
    /// The namespace, whose name is also the pipeline's and begins the names of what has none.
    let namespace: String
    let audit: AuditLog

    init(_ purpose: String) async throws {
        cluster = try DevCluster.required()
        try await Self.installation.value
        namespace = try await cluster.makeNamespace(purpose)
        audit = try AuditLog(of: cluster)
    }

    /// Removes what the test has made; what a failed test leaves behind goes with the cluster.
    func leave(also namespaces: String...) async throws {
        for namespace in [namespace] + namespaces { try await cluster.kubectl("delete", "namespace", namespace, "--wait=false") }
    }

    /// The user agent by which the audit log tells this test's applier from others.
    var userAgent: String { "fairlead-\(namespace)" }

    /// The target of an applier that has just started: it knows only what the cluster shows.
    func target(
        pipeline: String? = nil, fieldManager: String? = nil, force: Bool = false, dryRun: Bool = false,
        patience: Duration = .seconds(20), concurrency: Int = 32
    ) throws -> ClusterTarget {
        ClusterTarget(
            try connection(
                pipeline: pipeline, fieldManager: fieldManager, force: force, dryRun: dryRun, patience: patience,
                concurrency: concurrency))
    }

    /// Applies a bundle and writes down what it left to be written, as the applier does.
    func apply(_ bundle: Bundle, to target: ClusterTarget) async -> Report {
        let report = await target.apply(bundle)
        guard report.owesMarks, !report.failed else { return report }
        let marked = await target.mark(bundle.owner)
        return marked.failed ? marked : report
    }

    /// The cluster as the applier's parts see it.
    func connection(
        pipeline: String? = nil, fieldManager: String? = nil, force: Bool = false, dryRun: Bool = false,
        patience: Duration = .seconds(20), concurrency: Int = 32
    ) throws -> Cluster {
        var access = try ClientConfiguration.load(kubeconfig: cluster.kubeconfig)
        access.connection.userAgent = userAgent
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let pipeline = pipeline ?? namespace
        let settings = Cluster.Settings(
            pipeline: pipeline, fieldManager: fieldManager ?? "fairlead-\(pipeline)", version: "1.0.0", force: force,
            dryRun: dryRun, patience: patience)
        return Cluster(
            client: KubernetesClient(access, logger: logger), settings: settings, concurrency: concurrency, logger: logger)
    }

    // Owners

    /// Makes an owner.
    func makeOwner(_ name: String, of resource: ResourceReference = fish) async throws -> Owner {
        try await makeOwners([name], of: resource)[0]
    }

    /// Makes several owners at once.
    func makeOwners(_ names: [String], of resource: ResourceReference = fish) async throws -> [Owner] {
        let namespace = resource.namespaced ? ", namespace: \(namespace)" : ""
        let manifests = names.map { name in
            "apiVersion: \(resource.apiVersion)\nkind: \(resource.kind)\nmetadata: {name: \(name)\(namespace)}\n"
        }
        let made = try await cluster.kubectl(
            "create", "-f", "-", "-o", #"jsonpath={.metadata.uid} {.metadata.resourceVersion}{"\n"}"#,
            input: manifests.joined(separator: "---\n"))
        return zip(names, made.split(separator: "\n")).map { name, line in
            let parts = line.split(separator: " ").map(String.init)
            return Owner(
                resource: resource, namespace: resource.namespaced ? self.namespace : nil, name: name, uid: parts[0],
                resourceVersion: parts[1])
        }
    }

    /// An owner as it is now.
    func owner(_ name: String, of resource: ResourceReference = fish) async throws -> Owner {
        try Owner(resource: resource, object: RawJSON(try await object("\(resource.plural).\(resource.group)", name)))
    }

    // Objects

    /// An object as the API server has it.
    func object(_ resource: String, _ name: String, in namespace: String? = nil) async throws -> JSONValue {
        try await cluster.json("-n", namespace ?? self.namespace, "get", resource, name, "--show-managed-fields")
    }

    /// The names of objects, as `kubectl get -o name` prints them.
    func names(_ resources: String, in namespace: String? = nil, labels: String = "") async throws -> Set<String> {
        let text = try await cluster.kubectl(
            "-n", namespace ?? self.namespace, "get", resources, "-o", "name", "-l", labels)
        return Set(text.split(separator: "\n").map(String.init))
    }

    /// The members of an owner's ApplySet, as kubectl finds them.
    func members(_ owner: Owner, _ resources: String = "configmaps", in namespace: String? = nil) async throws -> Set<String> {
        try await names(resources, in: namespace, labels: "applyset.kubernetes.io/part-of=\(OwnerIdentity(owner).applySet.id)")
    }

    /// What this test's applier wrote, in the order of its requests.
    func writes() async throws -> [AuditedRequest] {
        try await audit.requests { $0.userAgent == userAgent && $0.isWrite }
    }

    /// Defines a kind that nobody has seen before, and is on nobody's record; `removeKind` takes it away.
    func makeKind() async throws -> ResourceReference {
        let pearl = ResourceReference(
            group: "\(namespace).example.com", version: "v1", plural: "pearls", kind: "Pearl", namespaced: true)
        try await cluster.apply(Self.definition(pearl))
        try await cluster.kubectl(
            "wait", "--for=condition=Established", "--timeout=60s", "crd/\(pearl.plural).\(pearl.group)")
        return pearl
    }

    func removeKind(_ resource: ResourceReference) async throws {
        try await cluster.kubectl("delete", "crd", "\(resource.plural).\(resource.group)", "--wait=false")
    }

    private static func definition(_ resource: ResourceReference) -> String {
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: \(resource.plural).\(resource.group)
          labels: {applyset.kubernetes.io/is-parent-type: "true"}
        spec:
          group: \(resource.group)
          scope: \(resource.namespaced ? "Namespaced" : "Cluster")
          names: {kind: \(resource.kind), plural: \(resource.plural), singular: \(resource.kind.lowercased())}
          versions:
            - name: v1
              served: true
              storage: true
              schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}

        """
    }
}

/// What tests look for in reports.
extension Report {
    /// Each object with what became of it: `ConfigMap/reef/a created`.
    var told: [String] { objects.map { "\($0.key) \($0.result.rawValue)" } }
}
