import JSON

/// A chart that another one needs (`dependencies` in Chart.yaml).
package struct ChartDependency: Sendable, Hashable {
    /// The chart's name; once dependencies were decided on, the alias if there is one.
    package var name = ""
    /// The range of versions that will do.
    package var version = ""
    package var repository = ""
    /// Paths of values, with commas between them, the first of which that is a boolean turns the dependency on or off.
    package var condition = ""
    /// Names below the value `tags` that turn the dependency on or off where no condition does.
    package var tags: [String] = []
    package var isEnabled = false
    /// What of the chart's values the parent takes: a name below `exports`, or a mapping of `child` and `parent` paths.
    package var importValues: [JSONValue] = []
    /// The name to use the chart by.
    package var alias = ""
}
