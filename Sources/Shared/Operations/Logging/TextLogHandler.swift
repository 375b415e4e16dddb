import Logging
import Unix

/// Log lines for people: `2026-01-02T03:04:05.006Z info watcher: listed the resource count=12`.
///
/// The metadata follow in the order of their keys; a value with a space, a quote, `=` or a control character stands in
/// quotes, so that a line stays a line.
package struct TextLogHandler: LogHandler {
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
        var line = "\(now()) \(event.level) \(label): "
        TextLogHandler.appendPlain(event.message.description, to: &line)
        for (key, value) in LogMetadata.merged(self, event).sorted(by: { $0.key < $1.key }) {
            line += " \(key)="
            TextLogHandler.append(value, to: &line)
        }
        if let error = event.error {
            line += " error="
            TextLogHandler.appendQuoting(String(describing: error), to: &line)
        }
        line += "\n"
        stream.write(Array(line.utf8))
    }

    private static func append(_ value: Logger.Metadata.Value, to line: inout String) {
        switch value {
        case .string(let text): appendQuoting(text, to: &line)
        case .stringConvertible(let value): appendQuoting(value.description, to: &line)
        case .array(let values):
            line += "["
            for (index, value) in values.enumerated() {
                if index > 0 { line += "," }
                append(value, to: &line)
            }
            line += "]"
        case .dictionary(let values):
            line += "{"
            for (index, (key, value)) in values.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { line += "," }
                line += "\(key)="
                append(value, to: &line)
            }
            line += "}"
        }
    }

    private static func appendQuoting(_ text: String, to line: inout String) {
        let needsQuotes =
            text.isEmpty
            || text.unicodeScalars.contains { $0.value <= 0x20 || $0.value == 0x7F || "\"=[]{},".unicodeScalars.contains($0) }
        guard needsQuotes else {
            line += text
            return
        }
        line += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": line += "\\\""
            case "\\": line += "\\\\"
            default: appendVisible(scalar, to: &line)
            }
        }
        line += "\""
    }

    private static func appendPlain(_ text: String, to line: inout String) {
        for scalar in text.unicodeScalars { appendVisible(scalar, to: &line) }
    }

    /// A control character as an escape: a message cannot begin a line of its own or steer a terminal.
    private static func appendVisible(_ scalar: Unicode.Scalar, to line: inout String) {
        switch scalar.value {
        case 0x0A: line += "\\n"
        case 0x0D: line += "\\r"
        case 0x09: line += "\\t"
        case 0..<0x20, 0x7F..<0xA0: line += "\\u{\(String(scalar.value, radix: 16))}"
        default: line.unicodeScalars.append(scalar)
        }
    }
}
