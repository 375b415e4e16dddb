import CoreMetrics
import Synchronization

/// The metrics of one program: what swift-metrics counts into, and what `/metrics` prints.
///
/// Counters stay counters, meters and plain recorders are gauges, aggregating recorders and timers (in seconds) are
/// histograms. A name that was made as one kind and is made again as another, and a series beyond
/// ``maximumSeriesPerFamily``, work for whoever made them and are not printed, so that neither a mistake nor a label with
/// unbounded values can spoil the page or fill the memory.
package final class MetricsRegistry: MetricsFactory {
    /// The most series that one name may have.
    package static let maximumSeriesPerFamily = 2_000

    private let state = Mutex(State())

    private struct State {
        var families: [String: Family] = [:]
        var descriptions: [String: MetricDescription] = [:]
        var collectors: [@Sendable (inout PrometheusText) -> Void] = []
    }

    private struct Family {
        let kind: PrometheusText.Kind
        var series: [MetricLabels: any AnyObject & Sendable] = [:]
    }

    package init() {}

    /// Says what metrics mean. Histograms take their buckets at the first use, so describe before.
    package func describe(_ descriptions: [MetricDescription]) {
        state.withLock { state in
            for description in descriptions {
                let name = MetricLabels.sanitized(description.name, allowsColon: true)
                state.descriptions[name] = description
            }
        }
    }

    /// Adds values that are read at the moment of printing.
    package func collect(_ collector: @escaping @Sendable (inout PrometheusText) -> Void) {
        state.withLock { $0.collectors.append(collector) }
    }

    /// Everything in Prometheus' text format: families by name, series by label.
    package func prometheusText() -> String {
        let (families, descriptions, collectors) = state.withLock { ($0.families, $0.descriptions, $0.collectors) }
        var page = PrometheusText()
        for (name, family) in families.sorted(by: { $0.key < $1.key }) where !family.series.isEmpty {
            page.family(name, family.kind, help: descriptions[name]?.help ?? "")
            for (labels, metric) in family.series.sorted(by: { $0.key < $1.key }) {
                MetricsRegistry.write(metric, name: name, labels: labels, into: &page)
            }
        }
        for collector in collectors { collector(&page) }
        return page.text
    }

    private static func write(_ metric: any AnyObject, name: String, labels: MetricLabels, into page: inout PrometheusText) {
        switch metric {
        case let counter as CounterMetric: page.sample(name, labels: labels.text(), counter.value)
        case let gauge as GaugeMetric: page.sample(name, labels: labels.text(), gauge.value)
        case let histogram as HistogramMetric:
            let snapshot = histogram.snapshot()
            for (bound, count) in snapshot.cumulative {
                let le = labels.text(extra: ("le", PrometheusText.number(bound)))
                page.sample("\(name)_bucket", labels: le, Double(count))
            }
            page.sample("\(name)_bucket", labels: labels.text(extra: ("le", "+Inf")), Double(snapshot.count))
            page.sample("\(name)_sum", labels: labels.text(), snapshot.sum)
            page.sample("\(name)_count", labels: labels.text(), Double(snapshot.count))
        default: break
        }
    }

    /// The series of a name and its labels, made where it is new.
    private func series<Metric: AnyObject & Sendable>(
        _ label: String, _ dimensions: [(String, String)], kind: PrometheusText.Kind, make: (MetricDescription?) -> Metric
    ) -> Metric {
        let name = MetricLabels.sanitized(label, allowsColon: true)
        let labels = MetricLabels(dimensions, reserved: kind == .histogram ? ["le"] : [])
        return state.withLock { state in
            var family = state.families[name] ?? Family(kind: kind)
            if let known = family.series[labels] as? Metric, family.kind == kind { return known }
            let metric = make(state.descriptions[name])
            guard family.kind == kind, family.series.count < MetricsRegistry.maximumSeriesPerFamily else { return metric }
            family.series[labels] = metric
            state.families[name] = family
            return metric
        }
    }

    private func remove(_ metric: any AnyObject) {
        state.withLock { state in
            for (name, family) in state.families {
                guard let labels = family.series.first(where: { $0.value === metric })?.key else { continue }
                state.families[name]?.series[labels] = nil
                return
            }
        }
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, dimensions, kind: .counter) { _ in CounterMetric() }
    }

    package func makeFloatingPointCounter(label: String, dimensions: [(String, String)]) -> any FloatingPointCounterHandler {
        series(label, dimensions, kind: .counter) { _ in CounterMetric() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, kind: .gauge) { _ in GaugeMetric() }
    }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return series(label, dimensions, kind: .gauge) { _ in GaugeMetric() } }
        return histogram(label, dimensions)
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(label, dimensions)
    }

    private func histogram(_ label: String, _ dimensions: [(String, String)]) -> HistogramMetric {
        series(label, dimensions, kind: .histogram) {
            HistogramMetric(bounds: $0?.buckets ?? MetricDescription.defaultBuckets)
        }
    }

    package func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) { remove(handler) }
    package func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
    package func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
    package func destroyTimer(_ handler: any TimerHandler) { remove(handler) }
}
