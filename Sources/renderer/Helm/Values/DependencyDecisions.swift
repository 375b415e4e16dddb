import JSON

/// Decides which charts below a chart are used, under which names, and what the parents import from them.
enum DependencyDecisions {
    /// Takes away the charts that conditions and tags turn off, gives aliases, and imports values.
    ///
    /// - Parameters:
    ///   - chart: The chart to be changed.
    ///   - values: What was given to it.
    ///   - keepsAll: Whether also the charts stay that conditions and tags turn off.
    static func apply(to chart: inout Chart, with values: JSONObject, keepsAll: Bool = false) throws(ChartError) {
        try decide(&chart, values, path: "", keepsAll)
        try importValues(into: &chart)
    }

    private static func decide(
        _ chart: inout Chart, _ values: JSONObject, path: String, _ keepsAll: Bool
    ) throws(ChartError) {
        guard var declared = chart.metadata.dependencies else { return }
        chart.dependencies = named(chart.dependencies, by: declared)
        for place in declared.indices {
            if !declared[place].alias.isEmpty { declared[place].name = declared[place].alias }
            declared[place].isEnabled = true
        }
        let all = try Coalescing.values(of: chart, with: values)
        decideByTags(&declared, all)
        decideByConditions(&declared, all, path: path)
        let disabled = keepsAll ? [] : Set(declared.filter { !$0.isEnabled }.map(\.name))
        chart.dependencies.removeAll { disabled.contains($0.name) }
        declared.removeAll { disabled.contains($0.name) }
        chart.metadata.dependencies = declared.isEmpty ? nil : declared
        for place in chart.dependencies.indices {
            let name = chart.dependencies[place].name
            try decide(&chart.dependencies[place], all, path: "\(path)\(name).", keepsAll)
        }
    }

    /// The charts that are there: first those that nobody declared, then those declared, by the names that they are used by.
    private static func named(_ charts: [Chart], by declared: [ChartDependency]) -> [Chart] {
        func fits(_ chart: Chart, _ dependency: ChartDependency) -> Bool {
            chart.name == dependency.name && ChartVersions.isVersion(chart.metadata.version, within: dependency.version)
        }
        var named = charts.filter { chart in !declared.contains { fits(chart, $0) } }
        for dependency in declared {
            guard var chart = charts.first(where: { fits($0, dependency) }) else { continue }
            if !dependency.alias.isEmpty { chart.metadata.name = dependency.alias }
            named.append(chart)
        }
        return named
    }

    private static func decideByTags(_ declared: inout [ChartDependency], _ values: JSONObject) {
        guard let tags = values.table("tags") else { return }
        for place in declared.indices {
            let truths = declared[place].tags.compactMap { tags[$0]?.boolValue }
            declared[place].isEnabled = truths.contains(true) || !truths.contains(false)
        }
    }

    private static func decideByConditions(_ declared: inout [ChartDependency], _ values: JSONObject, path: String) {
        for place in declared.indices {
            let condition = ASCII.trimmed(Array(declared[place].condition.utf8)[...])
            for part in condition.split(separator: UInt8(ascii: ",")) {
                guard let truth = values.scalar(at: path + String(decoding: part, as: UTF8.self))?.boolValue else { continue }
                declared[place].isEnabled = truth
                break
            }
        }
    }

    /// Makes what the charts below offer part of the chart's own values, where these leave room.
    private static func importValues(into chart: inout Chart) throws(ChartError) {
        for place in chart.dependencies.indices { try importValues(into: &chart.dependencies[place]) }
        guard var declared = chart.metadata.dependencies else { return }
        var values = try Coalescing.values(of: chart, with: [:], keepsNulls: true)
        var imported = JSONObject()
        for place in declared.indices {
            let name = declared[place].name
            var told: [JSONValue] = []
            for wish in declared[place].importValues {
                guard let (child, parent) = paths(of: wish) else { continue }
                told.append(.object(["child": .string(child), "parent": .string(parent)]))
                guard let table = values.table(at: "\(name).\(child)") else { continue }
                Coalescing.join(nested(table, at: parent), into: &imported, keepsNulls: true)
            }
            declared[place].importValues = told
        }
        Coalescing.join(imported, into: &values, keepsNulls: true)
        chart.values = values
        chart.metadata.dependencies = declared
    }

    /// Where an entry of `import-values` takes its values from, below the child, and where it puts them.
    private static func paths(of wish: JSONValue) -> (child: String, parent: String)? {
        switch wish {
        case .string(let name): ("exports.\(name)", ".")
        case .object(let object):
            if let child = object["child"]?.stringValue, let parent = object["parent"]?.stringValue {
                (child, parent)
            } else {
                nil
            }
        default: nil
        }
    }

    private static func nested(_ table: JSONObject, at path: String) -> JSONObject {
        if path == "." { return table }
        var nested = table
        for key in path.split(separator: ".", omittingEmptySubsequences: false).reversed() {
            nested = [String(key): .object(nested)]
        }
        return nested
    }
}
