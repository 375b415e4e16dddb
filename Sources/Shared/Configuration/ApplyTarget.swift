/// Where the applier's objects go (`spec.applier.target`).
package enum ApplyTarget: Sendable, Hashable {
    /// The cluster of `spec.kubernetes`.
    case cluster
    /// A tree of YAML files below this directory.
    case directory(path: String)
}
