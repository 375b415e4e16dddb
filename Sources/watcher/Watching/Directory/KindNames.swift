import Events
import JSON

/// Which resource a kind is, without an API server to ask.
///
/// A CustomResourceDefinition among the files says so. Without one the plural is Kubernetes' own guess
/// (`meta.UnsafeGuessKindToResource`), and everything lives in namespaces but the built-in kinds that do not.
struct KindNames: Sendable, Equatable {
    private struct Key: Hashable {
        let group: String
        let kind: String
    }

    private struct Names: Equatable {
        let plural: String
        let namespaced: Bool
    }

    private var defined: [Key: Names] = [:]

    private static let clusterKinds: [String: Set<String>] = [
        "": ["Namespace", "Node", "PersistentVolume"],
        "rbac.authorization.k8s.io": ["ClusterRole", "ClusterRoleBinding"],
        "apiextensions.k8s.io": ["CustomResourceDefinition"],
        "apiregistration.k8s.io": ["APIService"],
        "storage.k8s.io": ["StorageClass", "VolumeAttachment", "CSIDriver", "CSINode"],
        "scheduling.k8s.io": ["PriorityClass"],
        "certificates.k8s.io": ["CertificateSigningRequest"],
        "networking.k8s.io": ["IngressClass"],
        "node.k8s.io": ["RuntimeClass"],
        "policy": ["PodSecurityPolicy"],
        "flowcontrol.apiserver.k8s.io": ["FlowSchema", "PriorityLevelConfiguration"],
        "admissionregistration.k8s.io": [
            "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
        ],
    ]

    /// Takes a definition, and answers whether the manifest is one.
    mutating func define(by manifest: Manifest) -> Bool {
        guard manifest.kind == "CustomResourceDefinition", manifest.group == "apiextensions.k8s.io" else { return false }
        let spec = manifest.value["spec"]
        guard let group = spec?["group"]?.stringValue, let kind = spec?["names"]?["kind"]?.stringValue,
            let plural = spec?["names"]?["plural"]?.stringValue
        else { return true }
        defined[Key(group: group, kind: kind)] = Names(
            plural: plural, namespaced: spec?["scope"]?.stringValue != "Cluster")
        return true
    }

    /// The resource that a manifest's kind is.
    func resource(of manifest: Manifest) -> ResourceReference {
        let names =
            defined[Key(group: manifest.group, kind: manifest.kind)]
            ?? Names(
                plural: Self.guessedPlural(of: manifest.kind),
                namespaced: Self.clusterKinds[manifest.group]?.contains(manifest.kind) != true)
        return ResourceReference(
            group: manifest.group, version: manifest.version, plural: names.plural, kind: manifest.kind,
            namespaced: names.namespaced)
    }

    private static func guessedPlural(of kind: String) -> String {
        let singular = kind.lowercased()
        if singular.hasSuffix("endpoints") { return singular }
        if singular.hasSuffix("s") { return singular + "es" }
        if singular.hasSuffix("y") { return singular.dropLast() + "ies" }
        return singular + "s"
    }
}
