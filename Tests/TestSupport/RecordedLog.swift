import Logging
import Synchronization

/// Keeps what is logged, for a test to look at.
package final class RecordedLog: Sendable {
    private let kept = Mutex<[String]>([])

    package init() {}

    /// The lines so far: level, message, then the metadata sorted by key.
    package var lines: [String] { kept.withLock { $0 } }

    /// A logger of every level that writes to it.
    package var logger: Logger {
        Logger(label: "test") { _ in Handler(log: self) }
    }

    private struct Handler: LogHandler {
        let log: RecordedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { _, new in new }
            let facts = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
            log.kept.withLock { $0.append("\(event.level): \(event.message)\(facts)") }
        }
    }
}
