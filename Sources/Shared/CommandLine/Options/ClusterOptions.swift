import ArgumentParser
import Configuration

/// Which cluster, for the programs that talk to one.
package struct ClusterOptions: ParsableArguments, Sendable {
    @Option(
        help: ArgumentHelp("The kubeconfig file (spec.kubernetes.kubeconfig).", valueName: "file"), completion: .file())
    package var kubeconfig: String?

    @Option(help: ArgumentHelp("The kubeconfig's context (spec.kubernetes.context).", valueName: "name"))
    package var context: String?

    package init() {}

    /// Lays the flags that were given over a configuration.
    package func patch(_ configuration: inout PipelineConfiguration) {
        if let kubeconfig { configuration.kubernetes.kubeconfig = kubeconfig }
        if let context { configuration.kubernetes.context = context }
    }
}
