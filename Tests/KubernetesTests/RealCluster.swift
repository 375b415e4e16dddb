import HTTP
import JSON
import Kubernetes
import TestSupport

/// The real API server, with a client for it and a log of what the client says.
struct RealCluster {
    let cluster: DevCluster
    let configuration: ClientConfiguration
    let client: KubernetesClient
    let log: RecordedLog

    /// A client of a context: `local`, who may do everything, or `nobody`.
    init(context: String? = nil, changing: (inout ClientConfiguration) -> Void = { _ in }) throws {
        let cluster = try DevCluster.required()
        var configuration = try ClientConfiguration.load(kubeconfig: cluster.kubeconfig, context: context)
        changing(&configuration)
        self.init(cluster, configuration)
    }

    /// A client with a configuration of the test's own.
    init(_ cluster: DevCluster, _ configuration: ClientConfiguration) {
        let log = RecordedLog()
        self.cluster = cluster
        self.configuration = configuration
        self.log = log
        client = KubernetesClient(configuration, logger: log.logger)
    }

    /// The built-in resource that most tests use.
    static let configMaps = APIResource(group: "", version: "v1", plural: "configmaps", kind: "ConfigMap", namespaced: true)

    /// A ConfigMap as JSON.
    static func configMap(_ name: String, _ data: [(String, JSONValue)] = []) -> [UInt8] {
        let value: JSONValue = [
            "apiVersion": "v1", "kind": "ConfigMap", "metadata": ["name": .string(name)], "data": .object(JSONObject(data)),
        ]
        return value.serialized()
    }
}

/// The error that `body` throws.
func failure<Result>(of body: () async throws(KubernetesError) -> Result) async throws -> KubernetesError {
    do throws(KubernetesError) {
        _ = try await body()
    } catch {
        return error
    }
    throw TestError("it succeeded")
}
