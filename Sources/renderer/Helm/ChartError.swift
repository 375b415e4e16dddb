/// Why a chart cannot be loaded or its values cannot be merged: the chart, the file and what is wrong with it.
package struct ChartError: Error, Sendable, Hashable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
