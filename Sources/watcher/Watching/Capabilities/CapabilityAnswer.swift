import Kubernetes

/// What an API server says it can do.
package struct CapabilityAnswer: Sendable, Hashable {
    /// The version of Kubernetes, such as `v1.31.0`.
    package var kubeVersion: String
    /// Every group and version, and the kinds in it.
    package var versions: [ServedVersion]

    package init(kubeVersion: String, versions: [ServedVersion]) {
        self.kubeVersion = kubeVersion
        self.versions = versions
    }
}

extension KubernetesClient {
    /// Asks the API server what it can do.
    package func capabilities() async throws(KubernetesError) -> CapabilityAnswer {
        CapabilityAnswer(kubeVersion: try await serverVersion(), versions: try await servedVersions())
    }
}
