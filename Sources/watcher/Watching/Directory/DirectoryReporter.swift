import Logging
import Metrics
import Operations

/// Tells people, probes and metrics how a directory fares.
struct DirectoryReporter: Sendable {
    private static let part = "watch/directory"

    private let logger: Logger
    private let health: Health
    private let unreadables = Counter(label: WatcherMetrics.unreadable, dimensions: [("resource", "")])

    init(_ path: String, logger: Logger, health: Health) {
        var logger = logger
        logger[metadataKey: "directory"] = "\(path)"
        self.logger = logger
        self.health = health
        health.set(Self.part, .waiting("not read yet"))
    }

    /// The directory cannot be read (now).
    func unreadable(_ error: WatchingError) {
        health.set(Self.part, .waiting("the directory cannot be read"))
        logger.error("the directory cannot be read; waiting for it", metadata: ["reason": "\(error)"])
    }

    /// A file cannot be read: what it held before counts.
    func broken(_ error: ManifestError) {
        unreadables.increment()
        logger.error("a file cannot be read; its objects stay as they were", metadata: ["reason": "\(error)"])
    }

    /// A file can be read again.
    func mended(_ file: String) { logger.info("the file can be read again", metadata: ["file": "\(file)"]) }

    /// An object stands in two places: the first counts.
    func duplicate(_ key: String, _ place: ManifestError, first: String) {
        unreadables.increment()
        logger.error(
            "an object stands in two places; the first one counts",
            metadata: ["object": "\(key)", "reason": "\(place)", "first": "\(first)"])
    }

    /// An object cannot be told.
    func unreadableObject(_ error: WatchingError, in file: String) {
        unreadables.increment()
        logger.error("an object cannot be told", metadata: ["file": "\(file)", "reason": "\(error)"])
    }

    /// A look at the directory is over.
    func looked(files: Int, objects: Int, tellingAll: Bool) {
        health.set(Self.part, .ready)
        logger.log(
            level: tellingAll ? .info : .debug, "the directory is told",
            metadata: ["files": "\(files)", "objects": "\(objects)"])
    }

    func known(_ resource: String, count: Int, bytes: Int) {
        let labels = [("resource", resource), ("namespace", "")]
        Gauge(label: WatcherMetrics.known, dimensions: labels).record(count)
        Gauge(label: WatcherMetrics.knownBytes, dimensions: labels).record(bytes)
    }
}
