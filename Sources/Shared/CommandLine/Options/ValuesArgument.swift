import ArgumentParser
import JSON

/// Values of a chart in JSON: a whole object, or `a.b=JSON`.
package enum ValuesArgument: ExpressibleByArgument, Sendable {
    case object(JSONObject)
    /// Read once the chart's values are.
    case assignment(String)

    package init?(argument: String) {
        guard argument.first(where: { !$0.isWhitespace }) == "{" else {
            guard argument.contains("=") else { return nil }
            self = .assignment(argument)
            return
        }
        guard let values = try? JSONValue(parsing: argument).objectValue else { return nil }
        self = .object(values)
    }
}
