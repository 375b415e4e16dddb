import GoTemplate
import JSON

/// What Helm's functions need to know about a run.
package protocol ChartEnvironment: ExecutionEnvironment {
    /// Why `tpl` may not make a template of a text; nil if it may.
    func refusal(of text: ByteString) -> String?

    /// An object of the cluster, by its `apiVersion`, kind, namespace and name, or a list of them where the name is empty.
    ///
    /// - Throws: `FunctionError` if there is one, and what it contains is not known.
    func lookup(
        _ apiVersion: String, _ kind: String, _ namespace: String, _ name: String
    ) throws(FunctionError) -> JSONObject?
}

extension ChartEnvironment {
    /// Every text may be a template, as with Helm.
    package func refusal(of text: ByteString) -> String? { nil }

    /// Nothing, as with `helm template`.
    package func lookup(
        _ apiVersion: String, _ kind: String, _ namespace: String, _ name: String
    ) throws(FunctionError) -> JSONObject? { nil }
}
