import JSON

/// A chart and all charts below it as somebody reads them who does not run them: all that are there, whatever conditions and tags
/// say, by the names that they are used by.
package struct ChartOutline: Sendable {
    /// A chart.
    package struct Part: Sendable {
        /// `web/charts/database`.
        package let path: String
        /// The names of the charts on the way to it, its own last; none for the outermost.
        package let names: [String]
        package let chart: Chart
        /// All values that it is given: its own, those that parents have for it, and those given to all.
        package let values: JSONObject
    }

    /// A template file.
    package struct Template: Sendable {
        /// What templates and errors call it by: `web/charts/database/templates/service.yaml`.
        package let name: String
        package let text: [UInt8]
        /// The place of its chart.
        package let part: Int
        /// Whether it is rendered, and not only what it defines.
        package let isEntry: Bool
        /// Where it lies below the outermost chart's folder: `charts/database/templates/service.yaml`.
        package let file: String
    }

    /// The charts, parents before what is below them; the first is the outermost.
    package let parts: [Part]
    /// The template files in the order in which they are parsed.
    package let templates: [Template]

    /// - Parameters:
    ///   - chart: The outermost chart.
    ///   - values: What is given to it.
    /// - Throws: `ChartError` where values do not fit together.
    package init(_ chart: Chart, values: JSONObject) throws(ChartError) {
        var chart = chart
        try DependencyDecisions.apply(to: &chart, with: values, keepsAll: true)
        let all = try Coalescing.values(of: chart, with: values, keepsNulls: true)
        parts = Self.parts(chart, path: chart.name, names: [], all)
        var templates: [Template] = []
        for source in ChartTemplates.sources(of: chart) {
            let part = parts[source.scope]
            let below = String(source.name.dropFirst(part.path.count + 1))
            let file = part.chart.folder.isEmpty ? below : "\(part.chart.folder)/\(below)"
            templates.append(
                Template(name: source.name, text: source.bytes, part: source.scope, isEntry: source.isEntry, file: file))
        }
        self.templates = templates
    }

    private static func parts(_ chart: Chart, path: String, names: [String], _ values: JSONObject) -> [Part] {
        var parts = [Part(path: path, names: names, chart: chart, values: values)]
        for child in chart.dependencies {
            parts += self.parts(
                child, path: "\(path)/charts/\(child.name)", names: names + [child.name],
                values[child.name]?.objectValue ?? [:])
        }
        return parts
    }
}
