import CoreMetrics
import Metrics
import Operations
import Testing

@Suite(.timeLimit(.minutes(5))) struct MetricsRegistryTests {
    @Test func printsFamiliesByNameAndSeriesByLabel() {
        let registry = MetricsRegistry()
        registry.describe([MetricDescription("requests_total", help: "Requests sent.")])
        Counter(label: "requests_total", dimensions: [("code", "500"), ("method", "GET")], factory: registry).increment()
        Counter(label: "requests_total", dimensions: [("method", "GET"), ("code", "200")], factory: registry).increment(by: 41)
        Counter(label: "requests_total", dimensions: [("code", "200"), ("method", "GET")], factory: registry).increment()
        Meter(label: "depth", factory: registry).set(2.5)
        #expect(
            registry.prometheusText() == """
                # TYPE depth gauge
                depth 2.5
                # HELP requests_total Requests sent.
                # TYPE requests_total counter
                requests_total{code="200",method="GET"} 42
                requests_total{code="500",method="GET"} 1

                """)
    }

    @Test func timerIsAHistogramInSeconds() {
        let registry = MetricsRegistry()
        registry.describe([MetricDescription("apply_seconds", help: "Time to apply.", buckets: [0.5, 0.1])])
        let timer = Metrics.Timer(label: "apply_seconds", dimensions: [("kind", "Pod")], factory: registry)
        timer.recordMilliseconds(50)
        timer.recordMilliseconds(100)
        timer.recordMilliseconds(400)
        timer.recordSeconds(3)
        #expect(
            registry.prometheusText() == """
                # HELP apply_seconds Time to apply.
                # TYPE apply_seconds histogram
                apply_seconds_bucket{kind="Pod",le="0.1"} 2
                apply_seconds_bucket{kind="Pod",le="0.5"} 3
                apply_seconds_bucket{kind="Pod",le="+Inf"} 4
                apply_seconds_sum{kind="Pod"} 3.55
                apply_seconds_count{kind="Pod"} 4

                """)
    }

    @Test func aggregatingRecorderIsAHistogramAndAPlainOneAGauge() {
        let registry = MetricsRegistry()
        registry.describe([MetricDescription("size_bytes", help: "", buckets: [10])])
        Recorder(label: "size_bytes", factory: registry).record(7)
        Recorder(label: "level", aggregate: false, factory: registry).record(3)
        #expect(
            registry.prometheusText() == """
                # TYPE level gauge
                level 3
                # TYPE size_bytes histogram
                size_bytes_bucket{le="10"} 1
                size_bytes_bucket{le="+Inf"} 1
                size_bytes_sum 7
                size_bytes_count 1

                """)
    }

    @Test func labelsAndHelpAreEscaped() {
        let registry = MetricsRegistry()
        registry.describe([MetricDescription("odd", help: "a\\b\nc \"d\"")])
        Counter(label: "odd", dimensions: [("pa th-1", "C:\\x\n\"y\""), ("1st", "é")], factory: registry).increment()
        #expect(
            registry.prometheusText() == """
                # HELP odd a\\\\b\\nc "d"
                # TYPE odd counter
                odd{_1st="é",pa_th_1="C:\\\\x\\n\\"y\\""} 1

                """)
    }

    @Test(arguments: [
        ("a.b-c", "a_b_c"), ("rule:sum", "rule:sum"), ("9lives", "_9lives"), ("", "_"), ("größe", "gr____e"),
    ])
    func namesAreMadeValid(given: String, printed: String) {
        let registry = MetricsRegistry()
        Counter(label: given, factory: registry).increment()
        #expect(registry.prometheusText() == "# TYPE \(printed) counter\n\(printed) 1\n")
    }

    @Test func aNameMadeAsAnotherKindIsNotPrinted() {
        let registry = MetricsRegistry()
        Counter(label: "x", factory: registry).increment()
        let meter = Meter(label: "x", factory: registry)
        meter.set(7)
        #expect(registry.prometheusText() == "# TYPE x counter\nx 1\n")
    }

    @Test func seriesBeyondTheBoundAreNotPrinted() {
        let registry = MetricsRegistry()
        for number in 0..<(MetricsRegistry.maximumSeriesPerFamily + 10) {
            Counter(label: "x", dimensions: [("id", String(number))], factory: registry).increment()
        }
        let lines = registry.prometheusText().split(separator: "\n")
        #expect(lines.count == MetricsRegistry.maximumSeriesPerFamily + 1)
    }

    @Test func aCounterNeverGoesDown() {
        let registry = MetricsRegistry()
        let counter = FloatingPointCounter(label: "x", factory: registry)
        for amount in [1.5, -1, .nan, .infinity] { counter.increment(by: amount) }
        #expect(registry.prometheusText() == "# TYPE x counter\nx 1.5\n")
    }

    @Test func aDestroyedSeriesIsGone() {
        let registry = MetricsRegistry()
        let first = Counter(label: "x", dimensions: [("a", "1")], factory: registry)
        Counter(label: "x", dimensions: [("a", "2")], factory: registry).increment()
        first.destroy()
        #expect(registry.prometheusText() == "# TYPE x counter\nx{a=\"2\"} 1\n")
    }

    @Test(arguments: [
        (0.0, "0"), (-0.5, "-0.5"), (1e15, "1000000000000000"), (1e300, "1e+300"), (.nan, "NaN"), (.infinity, "+Inf"),
        (-.infinity, "-Inf"), (1_700_000_000.25, "1700000000.25"),
    ])
    func numbersAreReadableByPrometheus(value: Double, printed: String) {
        let registry = MetricsRegistry()
        Meter(label: "x", factory: registry).set(value)
        #expect(registry.prometheusText() == "# TYPE x gauge\nx \(printed)\n")
    }

    @Test func manyTasksLoseNoIncrement() async {
        let registry = MetricsRegistry()
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    let counter = Counter(label: "x", factory: registry)
                    for _ in 0..<5_000 { counter.increment() }
                }
            }
        }
        #expect(registry.prometheusText() == "# TYPE x counter\nx 40000\n")
    }
}
