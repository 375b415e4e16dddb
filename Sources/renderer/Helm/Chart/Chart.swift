import JSON

/// A chart and the charts that it has below `charts/`.
package struct Chart: Sendable {
    package var metadata: ChartMetadata
    /// The files below `templates/`.
    package var templates: [ChartFile]
    /// All other files, for `.Files`, and those below `crds/`.
    package var files: [ChartFile]
    /// The values of values.yaml, whose numbers are fractions as Go reads them.
    package var values: JSONObject
    /// What values.schema.json says of the values.
    package var schema: ChartSchema?
    package var dependencies: [Chart]
    /// Where it lies in the outermost chart's folder, such as `charts/database` or `charts/database-1.0.0.tgz`; empty for that itself.
    package var folder = ""

    package init(
        metadata: ChartMetadata, templates: [ChartFile] = [], files: [ChartFile] = [], values: JSONObject = [:],
        schema: ChartSchema? = nil, dependencies: [Chart] = []
    ) {
        self.metadata = metadata
        self.templates = templates
        self.files = files
        self.values = values
        self.schema = schema
        self.dependencies = dependencies
    }

    /// The name, or what the parent calls the chart by.
    package var name: String { metadata.name }

    /// The chart and all below it, each with its path such as `web/charts/database`, parents first.
    package var all: [(path: String, chart: Chart)] {
        var found: [(path: String, chart: Chart)] = []
        var waiting = [(path: name, chart: self)]
        while let next = waiting.popLast() {
            found.append(next)
            for child in next.chart.dependencies.reversed() {
                waiting.append(("\(next.path)/charts/\(child.name)", child))
            }
        }
        return found
    }
}
