import Kubernetes
import Logging
import Metrics
import Operations

/// Tells people, probes and metrics how one watch fares.
package struct WatchReporter: Sendable {
    private let logger: Logger
    private let health: Health
    private let part: String
    private let target: WatchTarget
    private let lists: Counter
    private let unreadables: Counter
    private let objects: Gauge
    private let bytes: Gauge
    private let events: [WatchEvent.Kind: Counter]

    /// - Parameters:
    ///   - target: What is watched.
    ///   - source: The source's name if it is one.
    ///   - logger: Takes what people want to read.
    ///   - health: Is told whether what was told is the whole state.
    package init(_ target: WatchTarget, source: String? = nil, logger: Logger, health: Health) {
        var logger = logger
        if let source { logger[metadataKey: "source"] = "\(source)" }
        logger[metadataKey: "resource"] = "\(target.resourceName)"
        if let namespace = target.namespace { logger[metadataKey: "namespace"] = "\(namespace)" }
        self.logger = logger
        self.health = health
        self.target = target
        part = (source.map { "source/\($0)" } ?? "watch/\(target.resourceName)") + (target.namespace.map { "/\($0)" } ?? "")
        let labels = [("resource", target.resourceName)] + (source.map { [("source", $0)] } ?? [])
        lists = Counter(label: WatcherMetrics.lists, dimensions: labels)
        unreadables = Counter(label: WatcherMetrics.unreadable, dimensions: labels)
        let kinds: [WatchEvent.Kind] = [.added, .modified, .deleted, .bookmark, .error]
        let place = labels + [("namespace", target.namespace ?? "")]
        objects = Gauge(label: WatcherMetrics.known, dimensions: place)
        bytes = Gauge(label: WatcherMetrics.knownBytes, dimensions: place)
        events = Dictionary(
            uniqueKeysWithValues: kinds.map { kind in
                (kind, Counter(label: WatcherMetrics.watchEvents, dimensions: labels + [("type", kind.rawValue)]))
            })
        health.set(part, .waiting("not listed yet"))
    }

    func ready(_ isReady: Bool) {
        // Why it is not has been reported.
        if isReady { health.set(part, .ready) }
    }

    /// The resource's list waits for these sources.
    func heldBack(by sources: [String]) {
        let names = sources.joined(separator: ", ")
        health.set(part, .waiting("the sources are told first: \(names)"))
        logger.info("waiting until the sources are told", metadata: ["sources": "\(names)"])
    }

    /// A source that is not served has no objects.
    func takenAsEmpty() {
        health.set(part, .ready)
        logger.notice("the API server does not serve the source; it is empty until it does")
    }

    func countList() { lists.increment() }

    func count(_ event: WatchEvent) { events[event.type]?.increment() }

    func known(count: Int, bytes: Int) {
        objects.record(count)
        self.bytes.record(bytes)
    }

    func listed(count: Int) {
        logger.info("the list is told", metadata: ["objects": "\(count)"])
    }

    func unreadable(_ error: WatchingError) {
        unreadables.increment()
        logger.error("the API server sent what is no object; it is left out", metadata: ["reason": "\(error)"])
    }

    func report(_ report: WatchReport) {
        switch report {
        case .absent(let reason):
            health.set(part, .waiting("the API server does not serve the resource"))
            logger.warning(
                "the API server does not serve the resource; waiting for it",
                metadata: ["version": "\(target.version)", "reason": "\(reason)"])
        case .appeared: logger.info("the API server serves the resource now")
        case .refused(let reason):
            health.set(part, .waiting("the credentials are refused"))
            logger.error("the API server refuses the credentials; still trying", metadata: ["reason": "\(reason)"])
        case .unavailable(let reason, let retryIn, let attempt):
            logger.log(
                level: attempt == 1 || attempt % 10 == 0 ? .warning : .debug, "unable to reach the resource; trying again",
                metadata: ["reason": "\(reason)", "attempt": "\(attempt)", "wait": "\(retryIn)"])
        case .relisting: logger.info("the watch fell too far behind (410 Gone); listing again")
        case .recovered: logger.info("the API server answers again")
        case .listsInPages(let reason):
            logger.debug("the API server has no streaming list here; listing in pages", metadata: ["reason": "\(reason)"])
        }
    }
}
