import Configuration
import Logging
import Operations

extension Logger.Level {
    /// The level of a configuration; the names are the same.
    init(_ level: LoggingConfiguration.Level) {
        switch level {
        case .trace: self = .trace
        case .debug: self = .debug
        case .info: self = .info
        case .notice: self = .notice
        case .warning: self = .warning
        case .error: self = .error
        case .critical: self = .critical
        }
    }
}

extension LogFormat {
    /// The format of a configuration.
    init(_ format: LoggingConfiguration.Format) {
        switch format {
        case .text: self = .text
        case .json: self = .json
        }
    }
}
