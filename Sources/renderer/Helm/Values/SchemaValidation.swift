import JSON
import JSONSchema

/// Checks the values of a chart, and those of all charts below it, with their schemas, as Helm does once values are merged.
struct SchemaValidation {
    private static let heading = "values don't meet the specifications of the schema(s) in the following chart(s):"

    /// What was given, the strongest first.
    private let layers: [ValueLayer]

    init(layers: [ValueLayer] = []) { self.layers = layers }

    /// - Parameters:
    ///   - chart: The chart, whose dependencies were decided on.
    ///   - values: Its values and those of the charts below it, joined.
    /// - Throws: `HelmError` with every value that is not as it should be.
    func check(_ values: JSONObject, of chart: Chart) throws(HelmError) {
        var complaints: [String] = []
        check(values, chart, path: [], &complaints)
        if !complaints.isEmpty { throw HelmError("\(Self.heading)\n\(complaints.joined(separator: "\n"))") }
    }

    /// Finds schemas that are none.
    static func compile(_ chart: Chart) throws(HelmError) {
        for (path, chart) in chart.all {
            do throws(SchemaError) { _ = try chart.schema?.schema() } catch {
                throw HelmError("\(path)/values.schema.json is no schema: \(error)")
            }
        }
    }

    private func check(_ values: JSONObject, _ chart: Chart, path: [String], _ complaints: inout [String]) {
        if let schema = chart.schema {
            let texts: [String]
            do throws(SchemaError) {
                let failures = try schema.schema().failures(of: .object(values))
                texts = failures.map { failure in failure.text { place in note(path, place) } }
            } catch {
                texts = ["values.schema.json is no schema: \(error)"]
            }
            if !texts.isEmpty { complaints.append("\(chart.name):\n\(texts.joined(separator: "\n"))") }
        }
        for child in chart.dependencies {
            check(values.table(child.name) ?? [:], child, path: path + [child.name], &complaints)
        }
    }

    /// Where a value came from, if somebody gave it.
    private func note(_ path: [String], _ place: [String]) -> String {
        guard !place.isEmpty, let layer = layers.first(where: { $0.has(path + place) }) else { return "" }
        return " (from \(layer.name))"
    }
}
