/// A directory of YAML and JSON files of custom resources, in place of a cluster (`spec.watcher.directory`).
package struct DirectorySource: Sendable, Hashable {
    /// The directory, as given: a relative one is relative to the working directory.
    package var path: String

    package init(path: String) {
        self.path = path
    }
}
