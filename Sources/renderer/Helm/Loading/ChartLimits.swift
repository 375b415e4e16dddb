/// Bounds on what is loaded as one chart, with all charts below it.
package struct ChartLimits: Sendable, Hashable {
    /// The largest file, in bytes; Helm's own bound.
    package var fileBytes = 5 << 20
    /// All files together, in bytes; Helm's own bound.
    package var totalBytes = 100 << 20
    package var files = 10_000
    /// How deep folders may lie within one another.
    package var folderDepth = 32
    /// How deep charts may lie within one another.
    package var chartDepth = 16
    package var charts = 1_000

    package init() {}

    /// Bounds that no sensible chart meets.
    package static let `default` = ChartLimits()
}
