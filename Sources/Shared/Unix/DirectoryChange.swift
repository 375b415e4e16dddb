/// What a `DirectoryWatcher` has noticed since it was asked last.
package struct DirectoryChange: Sendable, Hashable {
    /// The paths that changed, were made or removed, below the directories as they were given; hints for messages, since what has
    /// happened meanwhile is found by looking.
    package var paths: Set<String>
    /// False if more may have changed than the paths say: a directory was swapped for another, or too much happened at once.
    package var isComplete: Bool

    package init(paths: Set<String>, isComplete: Bool) {
        self.paths = paths
        self.isComplete = isComplete
    }

    /// The most paths that are kept.
    static let maximumPaths = 1024

    /// Adds what another change says.
    mutating func merge(_ other: DirectoryChange) {
        paths.formUnion(other.paths)
        isComplete = isComplete && other.isComplete
        if paths.count > DirectoryChange.maximumPaths { self = DirectoryChange(paths: [], isComplete: false) }
    }
}
