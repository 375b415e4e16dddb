import Operations

/// The names of the watcher's metrics, and what they mean.
package enum WatcherMetrics {
    static let changes = "watcher_changes_total"
    static let lists = "watcher_lists_total"
    static let watchEvents = "watcher_watch_events_total"
    static let unreadable = "watcher_unreadable_objects_total"
    static let known = "watcher_known_objects"
    static let knownBytes = "watcher_known_objects_bytes"
    static let restarts = "watcher_consumers_total"

    /// What each of them counts.
    package static let descriptions = [
        MetricDescription(changes, help: "Changes told, by resource and kind of change."),
        MetricDescription(lists, help: "Lists begun, by resource; more than one for each resource are relists."),
        MetricDescription(watchEvents, help: "Events that watches brought, by resource and type."),
        MetricDescription(unreadable, help: "Objects and files left out because they could not be read."),
        MetricDescription(known, help: "Objects that are told and not told gone."),
        MetricDescription(knownBytes, help: "The memory that knowing them takes."),
        MetricDescription(restarts, help: "Consumers that connected, each of which was told everything."),
    ]
}
