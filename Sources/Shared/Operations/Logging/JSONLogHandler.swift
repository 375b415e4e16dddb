import JSON
import Logging
import Unix

/// Log lines for machines: one JSON object a line, with `time`, `level`, `logger`, `message`, and, where there are any,
/// `metadata` (an object) and `error`.
package struct JSONLogHandler: LogHandler {
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    package var logLevel: Logger.Level

    private let label: String
    private let stream: LogStream
    private let now: @Sendable () -> Timestamp

    /// A handler that writes to a stream, each line with the label of its logger.
    package init(
        label: String, level: Logger.Level, stream: LogStream = .standardError,
        now: @escaping @Sendable () -> Timestamp = { WallClock.now() }
    ) {
        self.label = label
        self.logLevel = level
        self.stream = stream
        self.now = now
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var line: [UInt8] = []
        JSONWriting.append("{", into: &line)
        JSONLogHandler.append("time", now().description, to: &line)
        JSONWriting.append(",", into: &line)
        JSONLogHandler.append("level", event.level.rawValue, to: &line)
        JSONWriting.append(",", into: &line)
        JSONLogHandler.append("logger", label, to: &line)
        JSONWriting.append(",", into: &line)
        JSONLogHandler.append("message", event.message.description, to: &line)
        if let error = event.error {
            JSONWriting.append(",", into: &line)
            JSONLogHandler.append("error", String(describing: error), to: &line)
        }
        let metadata = LogMetadata.merged(self, event)
        if !metadata.isEmpty {
            JSONWriting.append(",", into: &line)
            JSONWriting.appendKey("metadata", into: &line)
            JSONLogHandler.append(.dictionary(metadata), to: &line)
        }
        JSONWriting.append("}\n", into: &line)
        stream.write(line)
    }

    private static func append(_ key: String, _ value: String, to line: inout [UInt8]) {
        JSONWriting.appendKey(key, into: &line)
        JSONWriting.appendString(value, into: &line)
    }

    private static func append(_ value: Logger.Metadata.Value, to line: inout [UInt8]) {
        switch value {
        case .string(let text): JSONWriting.appendString(text, into: &line)
        case .stringConvertible(let number as any FixedWidthInteger): line += Array(number.description.utf8)
        case .stringConvertible(let truth as Bool): JSONWriting.appendBool(truth, into: &line)
        case .stringConvertible(let value): JSONWriting.appendString(value.description, into: &line)
        case .array(let values):
            JSONWriting.append("[", into: &line)
            for (index, value) in values.enumerated() {
                if index > 0 { JSONWriting.append(",", into: &line) }
                append(value, to: &line)
            }
            JSONWriting.append("]", into: &line)
        case .dictionary(let values):
            JSONWriting.append("{", into: &line)
            for (index, (key, value)) in values.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { JSONWriting.append(",", into: &line) }
                JSONWriting.appendKey(key, into: &line)
                append(value, to: &line)
            }
            JSONWriting.append("}", into: &line)
        }
    }
}
