import Events

/// What an event or the watcher has told beside the custom resource itself.
package struct RenderContext: Sendable {
    /// The objects that `lookup` finds.
    package var sources = SourceObjects()
    /// What the cluster can do, if the watcher has told it.
    package var capabilities: ClusterCapabilities?
    /// Which release of a chart it is; from the second on it is an upgrade.
    package var revision: Int64 = 1

    package init() {}
}
