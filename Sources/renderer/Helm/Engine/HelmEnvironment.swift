import GoTemplate
import JSON
import Sprig

/// What Helm's and sprig's functions need to know about a run.
package struct HelmEnvironment: SprigEnvironment {
    /// Finds an object of the cluster, by its `apiVersion`, kind, namespace and name, or a `List` where the name is empty.
    package typealias Lookup =
        @Sendable (_ apiVersion: String, _ kind: String, _ namespace: String, _ name: String) -> JSONObject?

    /// Whether `tpl` may be used.
    package var allowsTpl: Bool
    package var lookup: Lookup
    /// What random values and the time derive from.
    package var stableInputs: StableInputs?

    /// Nothing is found, as with `helm template`, unless told otherwise.
    package init(
        allowsTpl: Bool = true, stableInputs: StableInputs? = nil, lookup: @escaping Lookup = { _, _, _, _ in nil }
    ) {
        self.allowsTpl = allowsTpl
        self.stableInputs = stableInputs
        self.lookup = lookup
    }
}
