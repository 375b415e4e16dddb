/// Text in [Prometheus' exposition format](https://prometheus.io/docs/instrumenting/exposition_formats/), version 0.0.4.
package struct PrometheusText: Sendable {
    /// The value of `Content-Type`.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// What a family's `# TYPE` line says.
    package enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    /// What was written so far.
    package private(set) var text = ""

    package init() {}

    /// Begins a family of series.
    ///
    /// - Parameter help: One sentence; backslashes and newlines are escaped; empty: no `# HELP` line.
    package mutating func family(_ name: String, _ kind: Kind, help: String) {
        if !help.isEmpty { text += "# HELP \(name) \(PrometheusText.escaped(help))\n" }
        text += "# TYPE \(name) \(kind.rawValue)\n"
    }

    /// A family of one series without labels.
    package mutating func single(_ name: String, _ kind: Kind, help: String, _ value: Double) {
        family(name, kind, help: help)
        sample(name, labels: "", value)
    }

    /// One line: a series and its value; `labels` with its braces.
    mutating func sample(_ name: String, labels: String, _ value: Double) {
        text += "\(name)\(labels) \(PrometheusText.number(value))\n"
    }

    /// A number as Go's strconv and Prometheus read it: no fraction where there is none, `+Inf`, `-Inf`, `NaN`.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let integer = Int64(exactly: value) { return String(integer) }
        return value.description
    }

    private static func escaped(_ help: String) -> String {
        var result = ""
        for scalar in help.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
