import Logging

/// What a log line carries besides its message.
enum LogMetadata {
    /// The metadata of the logger, of its provider and of the call; the later win.
    static func merged(_ handler: some LogHandler, _ event: LogEvent) -> Logger.Metadata {
        var merged = handler.metadata
        if let provider = handler.metadataProvider { merged.merge(provider.get()) { $1 } }
        if let explicit = event.metadata { merged.merge(explicit) { $1 } }
        return merged
    }
}
