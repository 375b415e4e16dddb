/// One of the three programs of a pipeline.
package enum Program: String, Sendable, Hashable, CaseIterable {
    /// Turns what happens to custom resources into change events.
    case watcher
    /// Turns a change into a bundle of manifests.
    case renderer
    /// Makes the cluster match a bundle.
    case applier
}
