import CoreMetrics
import Metrics

/// Lostrómos's metrics, under its names and with its meanings, so that its dashboards and alerts keep working.
///
/// A *release* is what stands in the target for one custom resource. All of them are on the page from the start, at zero.
///
/// | metric | counts |
/// |---|---|
/// | `releases_total` (gauge) | the releases managed now |
/// | `releases_events_total` | creations, updates and deletions taken up, whatever came of them |
/// | `releases_create_total`, `releases_update_total`, `releases_delete_total` | those that succeeded |
/// | `releases_create_error_total`, ... | those that failed; each failed attempt counts |
/// | `releases_last_create_timestamp_utc_seconds` (gauge), ... | Unix time of the last that succeeded |
package struct ReleaseMetrics: Sendable {
    /// What was done with a release.
    package enum Operation: String, Sendable, CaseIterable {
        /// Its custom resource is new, or new to this program since it started.
        case create
        /// Its custom resource changed.
        case update
        /// Its custom resource went, or lost the filter's annotation.
        case delete
    }

    private struct Meters {
        let succeeded: Counter
        let failed: Counter
        let last: Meter

        init(_ operation: Operation, _ factory: any MetricsFactory) {
            succeeded = Counter(label: "releases_\(operation.rawValue)_total", factory: factory)
            failed = Counter(label: "releases_\(operation.rawValue)_error_total", factory: factory)
            last = Meter(label: "releases_last_\(operation.rawValue)_timestamp_utc_seconds", factory: factory)
        }
    }

    private let managedReleases: Meter
    private let events: Counter
    private let create: Meters
    private let update: Meters
    private let delete: Meters
    private let now: @Sendable () -> Double

    /// Declares the metrics.
    ///
    /// - Parameters:
    ///   - registry: Where they are kept and printed.
    ///   - now: Unix time in seconds.
    package init(registry: MetricsRegistry, now: @escaping @Sendable () -> Double) {
        registry.describe(ReleaseMetrics.descriptions)
        managedReleases = Meter(label: "releases_total", factory: registry)
        events = Counter(label: "releases_events_total", factory: registry)
        create = Meters(.create, registry)
        update = Meters(.update, registry)
        delete = Meters(.delete, registry)
        self.now = now
    }

    /// A creation, an update or a deletion was taken up; once for each, before its outcome is known.
    package func taken() {
        events.increment()
    }

    /// A release was created.
    package func created() { succeeded(create) }
    /// A release was updated, also where nothing had to be written.
    package func updated() { succeeded(update) }
    /// A release was deleted.
    package func deleted() { succeeded(delete) }

    /// An attempt failed.
    package func failed(_ operation: Operation) {
        meters(operation).failed.increment()
    }

    /// How many releases are managed now.
    package func managed(_ count: Int) {
        managedReleases.set(count)
    }

    private func succeeded(_ meters: Meters) {
        meters.succeeded.increment()
        meters.last.set(now())
    }

    private func meters(_ operation: Operation) -> Meters {
        switch operation {
        case .create: create
        case .update: update
        case .delete: delete
        }
    }

    private static let descriptions: [MetricDescription] =
        [
            MetricDescription("releases_total", help: "Releases managed now, one for each custom resource."),
            MetricDescription("releases_events_total", help: "Creations, updates and deletions taken up."),
        ]
        + Operation.allCases.flatMap { operation in
            [
                MetricDescription("releases_\(operation.rawValue)_total", help: "Successful \(operation.rawValue) events."),
                MetricDescription("releases_\(operation.rawValue)_error_total", help: "Failed \(operation.rawValue) attempts."),
                MetricDescription(
                    "releases_last_\(operation.rawValue)_timestamp_utc_seconds",
                    help: "Unix time of the last successful \(operation.rawValue) event."),
            ]
        }
}
