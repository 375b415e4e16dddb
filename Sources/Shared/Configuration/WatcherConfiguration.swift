/// What the watcher watches (`spec.watcher`): resources of a cluster or, exclusively, the files of a directory.
package struct WatcherConfiguration: Sendable, Equatable {
    /// The resources to watch in a cluster; empty if a directory is the source.
    package var resources: [WatchedResource]
    /// What templates may look up in the cluster.
    package var sources: [WatchedSource]
    /// Whether what the cluster can do is told.
    package var capabilities: Bool
    /// The directory of custom resources to watch in place of a cluster.
    package var directory: DirectorySource?
    /// Which of the objects count.
    package var filter: WatchFilter
    /// How often every known object is told again as `resynced`; nil: never.
    package var resync: Duration?
    /// More often nothing can be told again: to tell everything takes its time.
    package static let shortestResync = Duration.seconds(1)

    package init(
        resources: [WatchedResource] = [], sources: [WatchedSource] = [], capabilities: Bool = true,
        directory: DirectorySource? = nil, filter: WatchFilter = WatchFilter(), resync: Duration? = .seconds(600)
    ) {
        self.resources = resources
        self.sources = sources
        self.capabilities = capabilities
        self.directory = directory
        self.filter = filter
        self.resync = resync
    }
}
