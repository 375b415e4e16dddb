/// Which cluster a program talks to, and as whom (`spec.kubernetes`).
package struct KubernetesConfiguration: Sendable, Equatable {
    /// The kubeconfig file; nil: `$KUBECONFIG`, the pod's service account, then `~/.kube/config`.
    package var kubeconfig: String?
    /// The context of the kubeconfig; nil: its current context.
    package var context: String?

    package init(kubeconfig: String? = nil, context: String? = nil) {
        self.kubeconfig = kubeconfig
        self.context = context
    }
}
