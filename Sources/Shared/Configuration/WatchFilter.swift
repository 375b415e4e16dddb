/// Which objects count (`spec.watcher.filter`).
package struct WatchFilter: Sendable, Hashable {
    /// Only objects that bear this annotation, whatever its value; nil: all.
    package var annotation: String?

    package init(annotation: String? = nil) {
        self.annotation = annotation
    }
}
