import CoreMetrics
import Metrics
import Synchronization

/// Counts requests to the API server, as client-go's `rest_client_requests_total{code,method,host}`.
package final class RequestMetrics: Sendable {
    private struct Key: Hashable {
        let code: String
        let method: String
        let host: String
    }

    private let registry: MetricsRegistry
    private let counters = Mutex<[Key: Counter]>([:])

    /// Declares the metric.
    package init(registry: MetricsRegistry) {
        self.registry = registry
        registry.describe([
            MetricDescription("rest_client_requests_total", help: "Requests to the API server by status code, method and host.")
        ])
    }

    /// A request was answered; `code` is `<error>` where it was not.
    package func answered(code: String, method: String, host: String) {
        let counter = counters.withLock { counters in
            let key = Key(code: code, method: method, host: host)
            if let counter = counters[key] { return counter }
            let counter = Counter(
                label: "rest_client_requests_total", dimensions: [("code", code), ("method", method), ("host", host)],
                factory: registry)
            counters[key] = counter
            return counter
        }
        counter.increment()
    }
}
