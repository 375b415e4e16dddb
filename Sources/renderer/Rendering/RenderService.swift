import Events
import Logging
import Metrics
import Operations
import Unix

/// The renderer at work: takes events from its input, renders, and sends the answers on, until the input ends or the
/// program is asked to stop.
package struct RenderService: Sendable {
    private let stage: RenderStage
    private let source: EventSource
    private let sink: EventSink
    private let templates: TemplateReloading?
    private let charts: ChartShelf?
    private let health: Health
    private let logger: Logger
    private let measurements = RenderMeasurements()

    /// Joins the parts.
    ///
    /// - Parameters:
    ///   - stage: What answers events.
    ///   - source: Where events come from.
    ///   - sink: Where the answers go.
    ///   - templates: Reads the templates again when they change; nil to keep those of the start.
    ///   - charts: The charts that custom resources choose; nil if they choose none.
    ///   - health: Is told whether the input is there.
    ///   - logger: Says what could not be read or rendered.
    package init(
        stage: RenderStage, source: EventSource, sink: EventSink, templates: TemplateReloading?,
        charts: ChartShelf? = nil, health: Health, logger: Logger
    ) {
        self.stage = stage
        self.source = source
        self.sink = sink
        self.templates = templates
        self.charts = charts
        self.health = health
        self.logger = logger
    }

    /// Works until the input has ended and its last answer has been written, or nobody reads the output any more.
    ///
    /// - Throws: `LinkError` if the input cannot be read or the output cannot be written.
    package func run(shutdown: Shutdown) async throws {
        shutdown.onRequest { source.stop() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await send()
                } catch {
                    await stage.abandon()
                    throw error
                }
            }
            group.addTask {
                do {
                    try await receive()
                    // Whose chart is still under way gets its answer, too.
                    if let charts { await shutdown.cancelling { await charts.settled() } }
                } catch {
                    await stage.close()
                    throw error
                }
                await stage.close()
            }
            let companions = Task { await followCompanions() }
            let end = Task {
                // Nobody reads any more: there is no use in reading on.
                if case .consumerGone = await sink.untilEnded() { source.stop() }
            }
            defer {
                companions.cancel()
                end.cancel()
            }
            do {
                while try await group.next() != nil {}
            } catch LinkError.consumerGone {
                source.stop()
                group.cancelAll()
            }
        }
        await sink.close()
    }

    /// Reads the input to its end.
    private func receive() async throws {
        var inputs = source.makeAsyncIterator()
        while let batch = try await inputs.nextBatch(upTo: Self.mostTogether) {
            var events: [Event] = []
            for input in batch {
                if case .event(let event) = input {
                    events.append(event)
                } else {
                    try await accept(&events)
                    await note(input)
                }
            }
            try await accept(&events)
        }
    }

    /// Hands over events that came together.
    private func accept(_ events: inout [Event]) async throws {
        guard !events.isEmpty else { return }
        for (event, reason) in try await stage.accept(events) {
            logger.error("an event was skipped", metadata: ["event": "\(event.id)", "reason": "\(reason)"])
            measurements.malformed()
        }
        events = []
    }

    /// Takes what the input says that is no event.
    private func note(_ input: Input) async {
        switch input {
        case .event: break
        case .malformed(let line, let error):
            await stage.forgetTellings()
            logger.error("a line of the input was skipped", metadata: ["line": "\(line)", "reason": "\(error)"])
            measurements.malformed()
        case .peerConnected:
            health.set("input", .ready)
            logger.info("connected to the input", metadata: ["link": "\(source.link)"])
        case .peerLost(let error):
            health.set("input", .waiting("the input is gone"))
            await stage.forgetTellings()
            logger.notice(
                "the input is gone, waiting for it", metadata: ["reason": "\(error.map(\.description) ?? "it ended")"])
        case .peerAbsent(let error):
            health.set("input", .waiting("the input is not there yet"))
            logger.notice("the input is not there yet, waiting for it", metadata: ["reason": "\(error)"])
        }
    }

    /// How many inputs are handed over together at most.
    private static let mostTogether = 256

    /// After how many answers memory is worth giving back.
    private static let rush = 500

    /// Sends the answers in their order.
    private func send() async throws {
        var sinceRelease = 0
        while let answer = await stage.next() {
            try await sink.send(answer.map(\.event))
            for outgoing in answer { note(outgoing) }
            sinceRelease += answer.count
            // A rush is over: what many owners took for a moment would stay with the process.
            if sinceRelease >= Self.rush, await stage.isResting {
                sinceRelease = 0
                ResidentMemory.release()
            }
        }
        try await sink.flush()
    }

    private func note(_ outgoing: OutgoingEvent) {
        guard outgoing.isAnswer else { return }
        let event = outgoing.event
        measurements.answered(event.type)
        guard event.type == .renderFailed, let failed = try? RenderFailed(of: event) else { return }
        logger.error(
            "rendering failed", metadata: ["owner": "\(event.subject ?? "")", "reason": "\(failed.error.message)"])
    }

    /// Follows what leads to another rendering without an input: new templates and new consumers.
    private func followCompanions() async {
        await withTaskGroup(of: Void.self) { group in
            if let templates { group.addTask { await follow(templates) } }
            if let charts { group.addTask { await follow(charts) } }
            group.addTask { await followConsumers() }
        }
    }

    private func follow(_ templates: TemplateReloading) async {
        var told: RenderError?
        await templates.follow { outcome in
            switch outcome {
            case .success(let renderer):
                told = nil
                logger.notice("the templates have changed, every known owner is rendered again")
                measurements.reloaded()
                await again { try await stage.use(renderer) }
            case .failure(let problem):
                logger.error(
                    "the changed templates are broken, the last good ones stay in use", metadata: ["reason": "\(problem)"])
                measurements.reloadFailed()
                // The same mistake is told once, however often files are written that do not mend it.
                guard problem != told else { return }
                told = problem
                let message = "the changed templates are broken, the last good ones stay in use: \(problem)"
                let failed = RenderFailed(owner: nil, error: .init(problem, message: message))
                await stage.tell(.renderFailed, failed.encoded())
            }
        }
    }

    private func follow(_ charts: ChartShelf) async {
        for await owners in charts.ready {
            logger.info("what is known of a chosen chart has changed", metadata: ["owners": "\(owners.count)"])
            await again { try await stage.renderAgain(owners) }
            charts.handled()
        }
    }

    private func followConsumers() async {
        for await number in sink.consumers where number > 1 {
            logger.info("a new consumer is connected, the whole state is told again")
            await again { try await stage.tellAgain() }
        }
    }

    private func again(_ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            logger.error("the known owners could not be rendered again", metadata: ["reason": "\(error)"])
        }
    }
}
