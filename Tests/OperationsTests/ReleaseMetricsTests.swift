import Operations
import Testing

struct ReleaseMetricsTests {
    @Test func everyMetricIsThereFromTheStart() {
        let registry = MetricsRegistry()
        _ = ReleaseMetrics(registry: registry, now: { 0 })
        #expect(
            samples(registry) == [
                "releases_create_error_total 0", "releases_create_total 0", "releases_delete_error_total 0",
                "releases_delete_total 0", "releases_events_total 0", "releases_last_create_timestamp_utc_seconds 0",
                "releases_last_delete_timestamp_utc_seconds 0", "releases_last_update_timestamp_utc_seconds 0",
                "releases_total 0", "releases_update_error_total 0", "releases_update_total 0",
            ])
    }

    @Test func countsOutcomesAndRemembersTheLastSuccess() {
        let registry = MetricsRegistry()
        let metrics = ReleaseMetrics(registry: registry, now: { 1_700_000_000.5 })
        for _ in 0..<4 { metrics.taken() }
        metrics.created()
        metrics.failed(.update)
        metrics.failed(.update)
        metrics.updated()
        metrics.deleted()
        metrics.failed(.create)
        metrics.managed(7)
        #expect(
            samples(registry) == [
                "releases_create_error_total 1", "releases_create_total 1", "releases_delete_error_total 0",
                "releases_delete_total 1", "releases_events_total 4",
                "releases_last_create_timestamp_utc_seconds 1700000000.5",
                "releases_last_delete_timestamp_utc_seconds 1700000000.5",
                "releases_last_update_timestamp_utc_seconds 1700000000.5",
                "releases_total 7", "releases_update_error_total 2", "releases_update_total 1",
            ])
        #expect(registry.prometheusText().contains("# TYPE releases_total gauge\n"))
        #expect(registry.prometheusText().contains("# TYPE releases_events_total counter\n"))
    }

    private func samples(_ registry: MetricsRegistry) -> [String] {
        registry.prometheusText().split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    }
}
