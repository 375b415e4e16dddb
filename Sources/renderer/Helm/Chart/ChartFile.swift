/// A file of a chart.
package struct ChartFile: Sendable, Hashable {
    /// Its path from the chart's folder on, such as `templates/web.yaml`.
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}
