import GoTemplate
import JSON

/// What Helm's functions need to know about a run.
package struct HelmEnvironment: ExecutionEnvironment {
    /// Finds an object of the cluster, by its `apiVersion`, kind, namespace and name, or a `List` where the name is empty.
    package typealias Lookup =
        @Sendable (_ apiVersion: String, _ kind: String, _ namespace: String, _ name: String) -> JSONObject?

    /// Whether `tpl` may be used.
    package var allowsTpl: Bool
    package var lookup: Lookup

    /// Nothing is found, as with `helm template`, unless told otherwise.
    package init(allowsTpl: Bool = true, lookup: @escaping Lookup = { _, _, _, _ in nil }) {
        self.allowsTpl = allowsTpl
        self.lookup = lookup
    }
}
