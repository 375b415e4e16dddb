/// How a log line looks.
package enum LogFormat: String, Sendable, CaseIterable {
    /// For people: time, level, program, message, then the metadata as `key=value`.
    case text
    /// One JSON object a line.
    case json
}
