/// What the cluster can do, as far as templates may ask: what they see as `.Capabilities`.
package struct Capabilities: Sendable, Hashable {
    /// The version of Kubernetes, such as `v1.31.0`.
    package var kubeVersion: String
    /// `GROUP/VERSION`, also `GROUP/VERSION/KIND`.
    package var apiVersions: [String]
    /// The version of Helm that templates are told.
    package var helmVersion: String

    /// The version of Kubernetes that is assumed where none is told.
    package static let defaultKubeVersion = "v1.31.0"

    package init(
        kubeVersion: String = Capabilities.defaultKubeVersion, apiVersions: [String] = Capabilities.builtInVersions,
        helmVersion: String = "v3.16.0"
    ) {
        self.kubeVersion = kubeVersion
        self.apiVersions = apiVersions
        self.helmVersion = helmVersion
    }

    /// The versions of groups that every such cluster has.
    package static let builtInVersions = [
        "v1", "admissionregistration.k8s.io/v1", "admissionregistration.k8s.io/v1beta1", "apiextensions.k8s.io/v1",
        "apiextensions.k8s.io/v1beta1", "apiregistration.k8s.io/v1", "apps/v1", "apps/v1beta1", "apps/v1beta2",
        "authentication.k8s.io/v1", "authentication.k8s.io/v1beta1", "authorization.k8s.io/v1", "authorization.k8s.io/v1beta1",
        "autoscaling/v1", "autoscaling/v2", "batch/v1", "batch/v1beta1", "certificates.k8s.io/v1", "coordination.k8s.io/v1",
        "discovery.k8s.io/v1", "events.k8s.io/v1", "extensions/v1beta1", "flowcontrol.apiserver.k8s.io/v1",
        "networking.k8s.io/v1", "networking.k8s.io/v1beta1", "node.k8s.io/v1", "policy/v1", "policy/v1beta1",
        "rbac.authorization.k8s.io/v1", "rbac.authorization.k8s.io/v1beta1", "scheduling.k8s.io/v1", "storage.k8s.io/v1",
    ]

    /// The first and the second number of the version of Kubernetes.
    var kubeNumbers: (major: String, minor: String) {
        var text = Substring(kubeVersion)
        if text.hasPrefix("v") { text = text.dropFirst() }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let minor = parts.count > 1 ? parts[1].prefix { $0.isASCII && $0.isNumber } : ""
        return (String(parts.first ?? ""), String(minor))
    }
}
