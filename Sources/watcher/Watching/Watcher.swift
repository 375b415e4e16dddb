import Events
import Logging
import Metrics
import Operations

/// The program's work: runs a source, and sends what it tells to whoever reads.
package struct Watcher: Sendable {
    private enum Occurrence: Sendable {
        case sourceEnded(WatchingError?)
        case written
        case linkEnded(LinkError)
        case stopRequested
        case deadline
        case nothing
    }

    private let source: any ChangeSource
    private let outlet: Outlet
    private let sink: EventSink
    private let writer: EventWriter
    private let resync: Duration?
    private let logger: Logger
    private let shutdown: Shutdown
    private let clock: WatchClock

    /// How long what is in flight at a shutdown may take; the rest of the ten seconds is for the exit.
    private static let grace = Duration.seconds(9)

    /// - Parameters:
    ///   - source: Where changes come from.
    ///   - outlet: What the source tells to.
    ///   - sink: Where events go.
    ///   - composer: Numbers and stamps the events.
    ///   - resync: How often everything is told again; nil: never.
    package init(
        source: any ChangeSource, outlet: Outlet, sink: EventSink, composer: EventComposer, resync: Duration?,
        logger: Logger, shutdown: Shutdown, clock: WatchClock = .real
    ) {
        self.source = source
        self.outlet = outlet
        self.sink = sink
        self.resync = resync
        self.logger = logger
        self.shutdown = shutdown
        self.clock = clock
        writer = EventWriter(outlet: outlet, sink: sink, composer: composer)
    }

    /// Runs until the source ends, the reader is gone or the program is asked to stop; then everything that was told is sent.
    ///
    /// - Throws: ``WatchingError`` or `LinkError`. A reader of a pipe that is gone is an orderly end.
    package func run() async throws {
        let consumers = Consumers()
        let work = Task { () async -> WatchingError? in
            await consumers.first()
            do throws(WatchingError) {
                try await source.run()
                return nil
            } catch {
                return error
            }
        }
        defer { work.cancel() }
        let failure = await withTaskGroup(of: Occurrence.self) { group -> (any Error)? in
            group.addTask {
                .sourceEnded(
                    await withTaskCancellationHandler {
                        await work.value
                    } onCancel: {
                        work.cancel()
                    })
            }
            group.addTask { await write() }
            group.addTask { .linkEnded(await sink.untilEnded()) }
            group.addTask { await follow(consumers) }
            group.addTask { await resyncRegularly(after: consumers) }
            group.addTask {
                await shutdown.requested()
                return .stopRequested
            }
            return await attend(&group, work)
        }
        if let failure { throw failure }
    }

    /// Waits for the end and brings it about in order; answers why it is not a good one.
    private func attend(_ group: inout TaskGroup<Occurrence>, _ work: Task<WatchingError?, Never>) async -> (any Error)? {
        var failure: WatchingError?
        defer { group.cancelAll() }
        for await occurrence in group {
            switch occurrence {
            case .sourceEnded(let error):
                failure = error
                outlet.queue.finish()
            case .stopRequested:
                work.cancel()
                outlet.queue.finish()
                group.addTask {
                    await clock.sleep(Self.grace)
                    return .deadline
                }
            case .deadline:
                logger.warning("the reader did not take in time what was left to send")
                return failure
            case .written:
                await sink.close()
                return failure
            case .linkEnded(let error):
                work.cancel()
                outlet.queue.finish()
                return error.isOrderly ? failure : error
            case .nothing: continue
            }
        }
        return failure
    }

    private func write() async -> Occurrence {
        do throws(LinkError) {
            try await writer.run()
            return .written
        } catch {
            return .linkEnded(error)
        }
    }

    /// Tells each consumer that connects everything from the start.
    private func follow(_ consumers: Consumers) async -> Occurrence {
        if !sink.hasConsumer { logger.info("waiting for a consumer to connect", metadata: ["output": "\(sink.link)"]) }
        let connected = Counter(label: WatcherMetrics.restarts)
        for await number in sink.consumers {
            connected.increment()
            outlet.restart(for: number)
            if consumers.arrive() {
                logger.debug("a consumer is there", metadata: ["output": "\(sink.link)"])
            } else {
                logger.info("another consumer connected; telling it everything", metadata: ["output": "\(sink.link)"])
                source.relist(nil)
            }
        }
        return .nothing
    }

    /// Tells everything again at the interval, a tenth of it sooner or later by chance.
    private func resyncRegularly(after consumers: Consumers) async -> Occurrence {
        guard let resync else { return .nothing }
        await consumers.first()
        while !Task.isCancelled {
            await clock.sleep(resync * (0.9 + clock.chance() * 0.2))
            if Task.isCancelled { break }
            for resource in 0..<outlet.count where outlet.isComplete(resource) {
                logger.debug(
                    "telling everything again", metadata: ["resource": "\(outlet.reference(of: resource)?.plural ?? "")"])
                outlet.beginRound(resource)
                source.relist(resource)
            }
        }
        return .nothing
    }
}

extension LinkError {
    /// Whether it is a way for a run to end that is nobody's fault.
    fileprivate var isOrderly: Bool {
        switch self {
        case .consumerGone, .closed: true
        case .invalid, .unix, .recording: false
        }
    }
}
