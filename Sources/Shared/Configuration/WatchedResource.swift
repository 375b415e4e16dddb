/// One resource that the watcher watches (`spec.watcher.resources[]`).
package struct WatchedResource: Sendable, Hashable {
    /// The API group; empty: the core group.
    package var group: String
    /// The version, such as `v1`.
    package var version: String
    /// The plural, such as `characters`.
    package var plural: String
    /// The namespaces to watch; empty: all of them, or a cluster-scoped resource.
    package var namespaces: [String]
    /// A label selector as kubectl's `-l` takes it.
    package var labelSelector: String?
    /// A field selector as kubectl's `--field-selector` takes it.
    package var fieldSelector: String?
    /// Whether a change of nothing but `status` is told.
    package var status: Bool

    package init(
        group: String, version: String, plural: String, namespaces: [String] = [], labelSelector: String? = nil,
        fieldSelector: String? = nil, status: Bool = false
    ) {
        self.group = group
        self.version = version
        self.plural = plural
        self.namespaces = namespaces
        self.labelSelector = labelSelector
        self.fieldSelector = fieldSelector
        self.status = status
    }
}
