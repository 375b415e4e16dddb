import Synchronization
import TestSupport

/// The custom resource definition of the example, and characters to make.
enum CharacterKind {
    private static let installing = Mutex<[String: Task<Void, any Error>]>([:])

    /// Installs the definition, once on each cluster, and waits until it is served.
    static func install(on cluster: DevCluster) async throws {
        let installation = installing.withLock { tasks in
            if let task = tasks[cluster.kubeconfig] { return task }
            let task = Task {
                try await cluster.kubectl("apply", "-f", "\(Repository.root)/deploy/examples/characters/crd.yaml")
                try await cluster.kubectl(
                    "wait", "--for=condition=Established", "--timeout=60s", "crd/characters.stable.example.com")
            }
            tasks[cluster.kubeconfig] = task
            return task
        }
        try await installation.value
    }

    /// The manifest of one character.
    static func manifest(
        _ name: String, in namespace: String, by author: String = "Lewis Carroll", quotes: [String] = [],
        annotations: String = "{}"
    ) -> String {
        """
        apiVersion: stable.example.com/v1
        kind: Character
        metadata: {name: \(name), namespace: \(namespace), annotations: \(annotations)}
        spec: {Name: \(name), By: \(author), Quotes: [\(quotes.joined(separator: ", "))]}
        ---

        """
    }

    /// A template that makes a ConfigMap with the author, and one more for each quote.
    static let template = """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{ .metadata.name }}
        data:
          by: {{ printf "%q" (.GetField "spec" "By") }}
        {{- $name := .metadata.name }}
        {{- range $i, $quote := .spec.Quotes }}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: {{ $name }}-quote-{{ $i }}
        data:
          quote: {{ printf "%q" $quote }}
        {{- end }}

        """
}
