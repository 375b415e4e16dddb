import Events
import Logging
import Operations
import Synchronization
import Unix

/// The applier: takes bundles and teardowns, works on their owners in parallel, and tells what came of each.
package final class Applier: Sendable {
    /// What the applier works with.
    package struct Parts: Sendable {
        /// What is made to match.
        package var target: any Target
        /// Numbers and stamps the result events.
        package var composer: EventComposer
        /// Where result events go.
        package var send: @Sendable (Event) async throws(LinkError) -> Void
        /// What people read.
        package var announcer: Announcer
        package var logger: Logger
        package var registry: MetricsRegistry
        package var releases: ReleaseMetrics
        /// The pipeline's name.
        package var pipeline: String
        /// How many owners are worked on at a time.
        package var workers: Int
        package var policy: RetryPolicy

        package init(
            target: any Target, composer: EventComposer, send: @escaping @Sendable (Event) async throws(LinkError) -> Void,
            announcer: Announcer, logger: Logger, registry: MetricsRegistry, releases: ReleaseMetrics, pipeline: String,
            workers: Int, policy: RetryPolicy = RetryPolicy()
        ) {
            self.target = target
            self.composer = composer
            self.send = send
            self.announcer = announcer
            self.logger = logger
            self.registry = registry
            self.releases = releases
            self.pipeline = pipeline
            self.workers = max(1, workers)
            self.policy = policy
        }
    }

    /// What is done once everything before a barrier was attempted.
    enum Barrier: Sendable {
        /// An event is passed on.
        case pass(Event)
        /// Owners that were not told of are looked for, then the event is passed on.
        case hunt(SyncBrackets.Complete, round: UInt32, Event)
    }

    /// The barriers that were not passed yet.
    private struct Barriers {
        var pending: [UInt64: Barrier] = [:]
        /// Who waits until there are none.
        var drain: CheckedContinuation<Void, Never>?
    }

    let parts: Parts
    let metrics: ReconcileMetrics
    let roster = Roster()
    let dispatcher: Dispatcher<Work>
    private let barriers = Mutex(Barriers())
    private let passed: AsyncStream<[UInt64]>
    private let passing: AsyncStream<[UInt64]>.Continuation
    private let failure = Mutex<LinkError?>(nil)
    /// How many pieces of work were done since memory was given back.
    let doneSinceRelease = Atomic<Int>(0)

    package init(_ parts: Parts) {
        self.parts = parts
        metrics = ReconcileMetrics(
            registry: parts.registry, name: parts.pipeline, workers: parts.workers, releases: parts.releases)
        let (passed, passing) = AsyncStream.makeStream(of: [UInt64].self)
        self.passed = passed
        self.passing = passing
        dispatcher = Dispatcher(policy: parts.policy) { passing.yield($0) }
    }

    /// Works until the input ends and everything is done, or until it is stopped.
    ///
    /// - Returns: How many owners were given up because the input had ended and they kept failing.
    /// - Throws: `LinkError` where reading or writing events failed; `consumerGone` where nobody reads the results any more.
    package func run<Source: AsyncSequence & Sendable>(_ source: Source) async throws(LinkError) -> Int
    where Source.Element == Input, Source.Failure == LinkError {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<parts.workers { group.addTask { await self.work() } }
            group.addTask { await self.passBarriers() }
            await self.read(source)
            // What is behind the last barrier may bring new work, so that the barriers go first.
            await self.drainBarriers()
            dispatcher.endInput()
            passing.finish()
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        return dispatcher.givenUp
    }

    /// Takes up nothing more; what is in flight is finished.
    package func stop() {
        dispatcher.stop()
        passing.finish()
        wakeDrain()
    }

    // Reading

    private func read<Source: AsyncSequence & Sendable>(_ source: Source) async
    where Source.Element == Input, Source.Failure == LinkError {
        var brackets = SyncBrackets()
        do throws(LinkError) {
            for try await input in source {
                if failure.withLock({ $0 }) != nil { return }
                await take(input, completing: brackets.observe(input))
            }
        } catch {
            fail(error)
        }
    }

    /// - Parameter complete: The full list that the input completes without a gap.
    private func take(_ input: Input, completing complete: SyncBrackets.Complete?) async {
        switch input {
        case .event(let event):
            do throws(EventError) {
                try await take(event, completing: complete)
            } catch {
                parts.logger.error(
                    "skipped an event", metadata: ["id": "\(event.id)", "type": "\(event.type)", "reason": "\(error)"])
            }
        case .malformed(let line, let error):
            parts.logger.error("skipped a line", metadata: ["line": "\(line)", "reason": "\(error)"])
        case .peerConnected:
            parts.logger.info("connected to the renderer")
        case .peerLost(let error):
            parts.logger.warning(
                "the renderer is gone; waiting for the next one",
                metadata: ["reason": "\(error.map(\.description) ?? "it ended in order")"])
        case .peerAbsent(let error):
            parts.logger.warning("waiting for the renderer", metadata: ["reason": "\(error)"])
        }
    }

    private func take(_ event: Event, completing complete: SyncBrackets.Complete?) async throws(EventError) {
        switch event.type {
        case .bundle:
            let bundle = try Bundle(of: event)
            roster.tell(bundle.owner.key)
            await offer(.apply(bundle, Work.Cause(event)))
        case .teardown:
            let teardown = try Teardown(of: event)
            roster.tell(teardown.owner.key)
            await offer(.tearDown(teardown, Work.Cause(event)))
        case .renderFailed:
            let failed = try RenderFailed(of: event)
            if let owner = failed.owner { roster.tell(owner.key) }
            parts.announcer.renderFailed(failed)
        case .sync:
            // A barrier either way: what came before it leaves before it does.
            setBarrier(complete.map { .hunt($0, round: roster.beginRound(), event) } ?? .pass(event))
        default:
            await send(event)
        }
    }

    private func offer(_ work: Work) async {
        metrics.added()
        metrics.releases.taken()
        let replaced = await dispatcher.offer(work, for: work.owner.key)
        if let replaced { await tellSuperseded(replaced) }
    }

    // Barriers

    private func setBarrier(_ barrier: Barrier) {
        dispatcher.setBarrier { number in barriers.withLock { $0.pending[number] = barrier } }
    }

    private func passBarriers() async {
        for await numbers in passed {
            for number in numbers {
                switch barriers.withLock({ $0.pending[number] }) {
                case .pass(let event)?: await send(event)
                case .hunt(let complete, let round, let event)?:
                    await hunt(complete, round: round)
                    await send(event)
                    // All that there is was applied: from now on there is less to do at a time.
                    ResidentMemory.release()
                case nil: break
                }
                barriers.withLock { $0.pending[number] = nil }
                wakeDrain()
            }
        }
    }

    /// Waits until all barriers were passed and what they lead to is queued, or until the dispatcher was stopped.
    private func drainBarriers() async {
        await withCheckedContinuation { continuation in
            barriers.withLock { $0.drain = continuation }
            wakeDrain()
        }
    }

    private func wakeDrain() {
        let isStopped = dispatcher.isStopped
        let drain = barriers.withLock { state -> CheckedContinuation<Void, Never>? in
            guard isStopped || state.pending.isEmpty else { return nil }
            defer { state.drain = nil }
            return state.drain
        }
        drain?.resume()
    }

    /// - Parameter round: What was told since the list was complete counts as well.
    private func hunt(_ complete: SyncBrackets.Complete, round: UInt32) async {
        let wasTold: @Sendable (String) -> Bool = { [roster] owner in
            complete.told.contains(owner) || roster.wasTold(owner, since: round)
        }
        let orphans = await parts.target.orphans(of: complete.resource, told: wasTold)
        for owner in orphans where !wasTold(owner.key) {
            parts.logger.notice("found objects of an owner that was not told of", metadata: ["owner": "\(owner.key)"])
            metrics.added()
            _ = dispatcher.add(.tearDownOrphan(owner), for: owner.key)
        }
    }

    // Telling

    func send(_ event: Event) async {
        guard failure.withLock({ $0 }) == nil else { return }
        do throws(LinkError) {
            try await parts.send(event)
        } catch {
            fail(error)
        }
    }

    private func fail(_ error: LinkError) {
        failure.withLock { if $0 == nil { $0 = error } }
        stop()
    }
}
