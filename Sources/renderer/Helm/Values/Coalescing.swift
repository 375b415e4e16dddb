import JSON

/// Joins values as Helm does: what is given wins over what the chart has, maps are joined, everything else is replaced.
package enum Coalescing {
    /// The key whose values flow down into every chart below.
    static let globalKey = "global"

    /// The values of a chart and all charts below it.
    ///
    /// - Parameters:
    ///   - chart: The chart, whose dependencies were decided on.
    ///   - values: What was given.
    ///   - keepsNulls: Whether a null stays; else it takes away what the chart has, and itself.
    /// - Throws: `ChartError` where a chart below has its name taken by something that is no map.
    package static func values(
        of chart: Chart, with values: JSONObject, keepsNulls: Bool = false
    ) throws(ChartError) -> JSONObject {
        var values = values
        try coalesce(chart, into: &values, keepsNulls)
        return values
    }

    private static func coalesce(_ chart: Chart, into values: inout JSONObject, _ keepsNulls: Bool) throws(ChartError) {
        addDefaults(of: chart, to: &values, keepsNulls)
        for child in chart.dependencies {
            var own = JSONObject()
            if let present = values[child.name] {
                guard let table = present.objectValue else {
                    throw ChartError("type mismatch on \(child.name): \(mismatched(present))")
                }
                own = table
                // Not held twice while it is changed.
                values[child.name] = .null
            }
            addGlobals(of: values, to: &own)
            try coalesce(child, into: &own, keepsNulls)
            values[child.name] = .object(own)
        }
    }

    /// What Go's verb `%t` makes of a value.
    private static func mismatched(_ value: JSONValue) -> String {
        switch value {
        case .null: "%!t(<nil>)"
        case .bool(let truth): "\(truth)"
        case .string(let text): "%!t(string=\(text))"
        case .integer(let number): "%!t(int64=\(number))"
        case .number(let number): "%!t(float64=\(number))"
        case .array, .object: "%!t(\(value.goKind))"
        }
    }

    private static func addDefaults(of chart: Chart, to values: inout JSONObject, _ keepsNulls: Bool) {
        guard !values.isEmpty else {
            values = chart.values
            return
        }
        for (key, own) in chart.values {
            guard let given = values[key] else {
                values[key] = own
                continue
            }
            if given.isNull {
                if !keepsNulls { values.removeValue(forKey: key) }
            } else if case .object(var table) = given, let own = own.objectValue {
                // The values of a chart below keep their nulls until that chart's turn comes.
                let keeps = keepsNulls || chart.dependencies.contains { $0.name == key }
                values[key] = .null
                join(own, into: &table, keepsNulls: keeps)
                values[key] = .object(table)
            }
        }
    }

    /// Joins maps; those of `target` win.
    package static func join(_ source: JSONObject, into target: inout JSONObject, keepsNulls: Bool) {
        for (key, value) in source {
            guard let present = target[key] else {
                target[key] = value
                continue
            }
            if present.isNull {
                if !keepsNulls { target.removeValue(forKey: key) }
            } else if case .object(var table) = present, let source = value.objectValue {
                target[key] = .null
                join(source, into: &table, keepsNulls: keepsNulls)
                target[key] = .object(table)
            }
        }
    }

    /// Lets the global values of a chart win over those of a chart below it.
    private static func addGlobals(of parent: JSONObject, to child: inout JSONObject) {
        var globals = JSONObject()
        if let present = child[globalKey] {
            guard let table = present.objectValue else { return }
            globals = table
        }
        if let present = parent[globalKey] {
            guard let source = present.objectValue else { return }
            for (key, value) in source { addGlobal(key, value, to: &globals) }
        }
        child[globalKey] = .object(globals)
    }

    private static func addGlobal(_ key: String, _ value: JSONValue, to globals: inout JSONObject) {
        let present = globals[key]
        if case .object(var table) = value {
            switch present {
            case nil: globals[key] = value
            case .object(let own):
                join(own, into: &table, keepsNulls: true)
                globals[key] = .object(table)
            default: break
            }
        } else if present?.objectValue == nil {
            globals[key] = value
        }
    }
}
