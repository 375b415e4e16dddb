/// How a program tells people what it does, on standard error (`spec.logging`).
package struct LoggingConfiguration: Sendable, Equatable {
    /// The least severe level that is written.
    package var level: Level
    /// How a line looks.
    package var format: Format

    package init(level: Level = .info, format: Format = .text) {
        self.level = level
        self.format = format
    }

    /// The levels of swift-log, least severe first, under the same names.
    package enum Level: String, Sendable, Hashable, CaseIterable {
        case trace, debug, info, notice, warning, error, critical
    }

    /// How a log line looks.
    package enum Format: String, Sendable, Hashable, CaseIterable {
        /// For people: time, level, message, then the metadata as `key=value`.
        case text
        /// One JSON object a line.
        case json
    }
}
