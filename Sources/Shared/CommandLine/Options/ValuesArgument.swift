import ArgumentParser
import JSON

/// Values of a chart, as a JSON object.
package struct ValuesArgument: ExpressibleByArgument, Sendable {
    package let values: JSONObject

    package init?(argument: String) {
        guard let values = try? JSONValue(parsing: argument).objectValue else { return nil }
        self.values = values
    }
}
