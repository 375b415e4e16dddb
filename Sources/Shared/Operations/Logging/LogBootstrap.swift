import Logging

/// Sets up swift-log for a program.
package enum LogBootstrap {
    /// Makes every logger write to standard error. Called once, before the first logger is made.
    package static func bootstrap(level: Logger.Level, format: LogFormat, stream: LogStream = .standardError) {
        LoggingSystem.bootstrap { label in
            switch format {
            case .text: TextLogHandler(label: label, level: level, stream: stream)
            case .json: JSONLogHandler(label: label, level: level, stream: stream)
            }
        }
    }
}
