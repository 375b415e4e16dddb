/// What a metric means and, for a histogram, its buckets: declared once, beside the code that keeps it.
package struct MetricDescription: Sendable, Hashable {
    /// The name under which swift-metrics' `Counter`, `Meter`, `Recorder` or `Timer` is made.
    package let name: String
    /// One sentence for the `# HELP` line.
    package let help: String
    /// The upper bounds of a histogram's buckets, in the metric's unit; nil: ``MetricDescription/defaultBuckets``.
    package let buckets: [Double]?

    /// Describes a metric.
    package init(_ name: String, help: String, buckets: [Double]? = nil) {
        self.name = name
        self.help = help
        self.buckets = buckets
    }

    /// From 1 ms to a minute, for durations in seconds.
    package static let defaultBuckets: [Double] = [
        0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60,
    ]
}
