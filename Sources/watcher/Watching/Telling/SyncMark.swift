/// One end of a bracket around a list, as a `sync` event tells it.
package enum SyncMark: Sendable, Hashable {
    /// From here on a list is told; of `all` objects, or only of what changed.
    case started(all: Bool)
    /// The list is told; `count` objects exist.
    case completed(all: Bool, count: Int)
}
