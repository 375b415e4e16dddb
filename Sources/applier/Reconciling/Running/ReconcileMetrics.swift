import CoreMetrics
import Metrics
import Operations

/// controller-runtime's and client-go's metrics of a reconciler and its queue, under the names that dashboards know.
struct ReconcileMetrics: Sendable {
    private let succeeded: Counter
    private let failed: Counter
    private let errors: Counter
    private let time: Timer
    private let active: Meter
    private let depth: Meter
    private let adds: Counter
    private let retries: Counter
    private let waited: Timer
    private let worked: Timer
    let releases: ReleaseMetrics

    /// - Parameters:
    ///   - registry: Where they are kept and printed.
    ///   - name: The pipeline's name: the value of the labels `controller` and `name`.
    init(registry: MetricsRegistry, name: String, workers: Int, releases: ReleaseMetrics) {
        registry.describe(Self.descriptions)
        let controller = [("controller", name)]
        let queue = [("name", name)]
        func total(_ result: String) -> Counter {
            Counter(label: "controller_runtime_reconcile_total", dimensions: controller + [("result", result)], factory: registry)
        }
        succeeded = total("success")
        failed = total("error")
        errors = Counter(label: "controller_runtime_reconcile_errors_total", dimensions: controller, factory: registry)
        time = Timer(label: "controller_runtime_reconcile_time_seconds", dimensions: controller, factory: registry)
        active = Meter(label: "controller_runtime_active_workers", dimensions: controller, factory: registry)
        Meter(label: "controller_runtime_max_concurrent_reconciles", dimensions: controller, factory: registry).set(workers)
        depth = Meter(label: "workqueue_depth", dimensions: queue, factory: registry)
        adds = Counter(label: "workqueue_adds_total", dimensions: queue, factory: registry)
        retries = Counter(label: "workqueue_retries_total", dimensions: queue, factory: registry)
        waited = Timer(label: "workqueue_queue_duration_seconds", dimensions: queue, factory: registry)
        worked = Timer(label: "workqueue_work_duration_seconds", dimensions: queue, factory: registry)
        self.releases = releases
    }

    func added() { adds.increment() }
    func retried() { retries.increment() }

    func taken(after wait: Duration) { waited.recordNanoseconds(wait.nanoseconds) }

    func finished(in duration: Duration, failed: Bool) {
        (failed ? self.failed : succeeded).increment()
        if failed { errors.increment() }
        time.recordNanoseconds(duration.nanoseconds)
        worked.recordNanoseconds(duration.nanoseconds)
    }

    func queue(depth: Int, running: Int) {
        self.depth.set(depth)
        active.set(running)
    }

    private static let descriptions = [
        MetricDescription("controller_runtime_reconcile_total", help: "Reconciliations by controller and result."),
        MetricDescription("controller_runtime_reconcile_errors_total", help: "Reconciliations that failed."),
        MetricDescription("controller_runtime_reconcile_time_seconds", help: "How long a reconciliation took."),
        MetricDescription("controller_runtime_active_workers", help: "Reconciliations under way."),
        MetricDescription("controller_runtime_max_concurrent_reconciles", help: "The most reconciliations at a time."),
        MetricDescription("workqueue_depth", help: "Owners that wait for a reconciliation."),
        MetricDescription("workqueue_adds_total", help: "Bundles and teardowns that were queued."),
        MetricDescription("workqueue_retries_total", help: "Failed reconciliations that were queued again."),
        MetricDescription(
            "workqueue_queue_duration_seconds", help: "How long an owner waited in the queue.",
            buckets: [0.000_01, 0.000_1, 0.001, 0.01, 0.1, 1, 10, 60]),
        MetricDescription(
            "workqueue_work_duration_seconds", help: "How long work from the queue took.",
            buckets: [0.000_01, 0.000_1, 0.001, 0.01, 0.1, 1, 10, 60]),
    ]
}
