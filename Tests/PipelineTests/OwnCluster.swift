import Glibc
import TestSupport

/// A control plane of a test's own, whose API server it may stop: etcd and kube-apiserver, without controllers.
final class OwnCluster {
    let devCluster: DevCluster
    private let directory: TemporaryDirectory

    init() async throws {
        directory = try TemporaryDirectory()
        let data = directory.path("cluster")
        let output = try await Command.text("\(Repository.root)/deploy/devcluster/devcluster", ["up", data])
        devCluster = DevCluster(kubeconfig: output.split(separator: "\n").last.map(String.init) ?? "", directory: data)
    }

    deinit {
        let data = devCluster.directory ?? directory.path("cluster")
        // What is left of a cluster that does not go down ends with the machine; the test's own verdict stands.
        _ = try? ChildProcess("\(Repository.root)/deploy/devcluster/devcluster", ["down", data]).wait()
    }
}
