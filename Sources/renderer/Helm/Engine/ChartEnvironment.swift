import GoTemplate
import JSON

/// What Helm's functions need to know about a run.
package protocol ChartEnvironment: ExecutionEnvironment {
    /// Whether `tpl` may make a template of a text.
    func allowsTemplate(_ text: ByteString) -> Bool

    /// An object of the cluster, by its `apiVersion`, kind, namespace and name, or a list of them where the name is empty.
    func lookup(_ apiVersion: String, _ kind: String, _ namespace: String, _ name: String) -> JSONObject?
}

extension ChartEnvironment {
    /// Every text, as with Helm.
    package func allowsTemplate(_ text: ByteString) -> Bool { true }

    /// Nothing, as with `helm template`.
    package func lookup(_ apiVersion: String, _ kind: String, _ namespace: String, _ name: String) -> JSONObject? { nil }
}
