import Events
import JSON
import Logging
import Operations
import Synchronization
import TestSupport
import Testing

@testable import Reconciling

@Suite(.timeLimit(.minutes(5))) struct ApplierTests {
    /// Runs an applier over inputs; what it sent, and how many owners it gave up.
    private func run(
        _ inputs: [Input], on target: ScriptedTarget, workers: Int = 4, registry: MetricsRegistry = MetricsRegistry(),
        policy: RetryPolicy = RetryPolicy(first: .milliseconds(1)), log: RecordedLog = RecordedLog()
    ) async throws -> (sent: [Event], givenUp: Int) {
        let sent = Mutex<[Event]>([])
        let applier = Applier(
            Applier.Parts(
                target: target, composer: EventComposer(program: "applier", pipeline: "test", run: "r"),
                send: { event in sent.withLock { $0.append(event) } },
                announcer: Announcer(logger: log.logger, print: nil), logger: log.logger, registry: registry,
                releases: ReleaseMetrics(registry: registry) { 1 }, pipeline: "test", workers: workers, policy: policy))
        let givenUp = try await applier.run(Inputs(inputs))
        return (sent.withLock { $0 }, givenUp)
    }

    private let composer = EventComposer(program: "renderer", pipeline: "test", run: "c")

    private func bundle(
        _ name: String, digest: String = "d1", change: Change.Kind = .added, rollout: JSONValue? = nil
    ) -> Input {
        let bundle = Bundle(
            owner: Fixture.owner(name), digest: digest, engine: "test", change: change, objects: [],
            rollout: rollout.map { RawJSON($0) })
        return .event(composer.event(.bundle, partitionKey: bundle.owner.key, data: bundle.encoded()))
    }

    private func teardown(_ name: String, _ reason: Teardown.Reason = .deleted) -> Input {
        let owner = Fixture.owner(name)
        return .event(
            composer.event(.teardown, partitionKey: owner.key, data: Teardown(owner: owner, reason: reason).encoded()))
    }

    private func sync(_ phase: Sync.Phase, _ scope: Sync.Scope = .all, count: Int = 0) -> Input {
        let sync = Sync(phase: phase, resource: Fixture.characters, count: count, scope: scope)
        return .event(composer.event(.sync, data: sync.encoded()))
    }

    private func results(_ events: [Event]) throws -> [ResultData] {
        try events.filter { $0.type == .result }.map { try ResultData(of: $0) }
    }

    @Test func everyBundleGetsAResultThatNamesItsCause() async throws {
        let (sent, givenUp) = try await run([bundle("dory"), teardown("nemo")], on: ScriptedTarget())
        let results = try results(sent)
        #expect(Set(results.map(\.phase)) == [.applied, .tornDown])
        #expect(Set(sent.map(\.causationID)) == ["c-1", "c-2"])
        #expect(results.first { $0.phase == .applied }?.bundle == "d1")
        #expect(sent.allSatisfy { $0.partitionKey?.hasPrefix("characters.stable.example.com/default/") == true })
        #expect(givenUp == 0)
    }

    @Test func failuresAreTriedAgainAndToldEachTime() async throws {
        let target = ScriptedTarget(failures: ["dory": 2])
        let (sent, givenUp) = try await run([bundle("dory"), bundle("nemo")], on: target)
        let results = try results(sent).filter { $0.owner.name == "dory" }
        #expect(results.map(\.phase) == [.failed, .failed, .applied])
        #expect(results.map(\.attempt) == [1, 2, 3])
        #expect(results.first?.message == "dory fails")
        #expect(givenUp == 0)
    }

    @Test func whatIsNotDoneOfARolloutIsToldWithEachResultAndLoggedOnceForEachBundle() async throws {
        let rollout: JSONValue = ["hooks": [["name": "Job/migrate", "events": ["pre-install"]]], "wait": true]
        let unmet =
            "1 hook of the chart is not run: the applier runs none (Job/migrate); "
            + "the objects are not waited for: the applier does not wait"
        let log = RecordedLog()
        let target = ScriptedTarget(failures: ["dory": 1])
        let inputs = [bundle("dory", rollout: rollout), bundle("nemo", rollout: rollout), bundle("gill")]
        let results = try results(try await run(inputs, on: target, log: log).sent)
        #expect(results.filter { $0.owner.name == "dory" }.map(\.message) == ["dory fails; \(unmet)", unmet])
        #expect(results.filter { $0.owner.name == "nemo" }.map(\.message) == [unmet])
        #expect(results.filter { $0.owner.name == "gill" }.map(\.message) == [nil])
        let warnings = log.lines.filter { $0.hasPrefix("warning") }.sorted()
        #expect(
            warnings
                == ["dory", "nemo"].map {
                    "warning: a part of the rollout is not done bundle=d1 owner=\(Fixture.owner($0).subject) reason=\(unmet)"
                })
    }

    @Test func whatIsNotDoneIsLoggedAnewForAnotherBundleAndAnotherLife() {
        let log = RecordedLog()
        let announcer = Announcer(logger: log.logger, print: nil)
        let cause = Work.Cause(composer.event(.bundle, data: nil))
        let owner = Fixture.owner("dory")
        func apply(_ digest: String, _ explanation: String? = "no hooks") -> Int {
            let bundle = Bundle(owner: owner, digest: digest, engine: "helm", change: .updated, objects: [])
            announcer.unmet(explanation, of: .apply(bundle, cause))
            return log.lines.count
        }
        #expect([apply("d1"), apply("d1"), apply("d2"), apply("d1")] == [1, 1, 2, 3])
        announcer.unmet(nil, of: .mark(owner, cause))
        #expect(apply("d1") == 3)
        announcer.unmet(nil, of: .tearDown(Teardown(owner: owner, reason: .deleted), cause))
        #expect([apply("d1"), apply("d3", nil), apply("d1")] == [4, 4, 5])
    }

    @Test func whatKeepsFailingIsGivenUpOnceTheInputHasEnded() async throws {
        let (_, givenUp) = try await run(
            [bundle("dory"), bundle("nemo")], on: ScriptedTarget(failures: ["dory": .max]),
            policy: RetryPolicy(first: .seconds(2)))
        #expect(givenUp == 1)
    }

    @Test func aNewerBundleReplacesAWaitingOne() async throws {
        let release = AsyncStream.makeStream(of: Void.self)
        let target = ScriptedTarget { name in
            guard name == "slow" else { return }
            for await _ in release.stream { return }
        }
        let source = Inputs([bundle("slow"), bundle("dory"), bundle("dory", digest: "d2"), bundle("dory", digest: "d3")]) {
            release.continuation.yield()
        }
        let sent = Mutex<[Event]>([])
        let registry = MetricsRegistry()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let applier = Applier(
            Applier.Parts(
                target: target, composer: EventComposer(program: "applier", pipeline: "test"),
                send: { event in sent.withLock { $0.append(event) } }, announcer: Announcer(logger: logger, print: nil),
                logger: logger, registry: registry, releases: ReleaseMetrics(registry: registry) { 1 }, pipeline: "test",
                workers: 1))
        _ = try await applier.run(source)
        #expect(target.calls == ["apply slow d1", "apply dory d3"])
        let results = try results(sent.withLock { $0 }).filter { $0.owner.name == "dory" }
        #expect(results.map(\.phase) == [.superseded, .superseded, .applied])
        #expect(results.map(\.bundle) == ["d1", "d2", "d3"])
    }

    @Test func ownersThatWereNotToldAreTornDown() async throws {
        let gone = Fixture.owner("gone")
        let target = ScriptedTarget(orphans: [gone, Fixture.owner("dory")])
        let (sent, _) = try await run([sync(.started), bundle("dory"), sync(.completed)], on: target)
        #expect(target.calls.sorted() == ["apply dory d1", "orphan gone"])
        // A barrier leaves behind everything that came before it.
        let types = sent.map(\.type)
        let completed = try #require(sent.lastIndex { $0.type == .sync })
        #expect(types[..<completed].contains(.result))
    }

    @Test(
        arguments: [
            [.changed: 0], [.all: 1],
        ] as [[Sync.Scope: Int]])
    func onlyAFullListTellsWhatIsGone(scopes: [Sync.Scope: Int]) async throws {
        for (scope, count) in scopes {
            let target = ScriptedTarget(orphans: [Fixture.owner("gone")])
            _ = try await run([sync(.started, scope), sync(.completed, scope)], on: target)
            #expect(target.calls.count == count)
        }
    }

    @Test func aListThatBrokeOffTellsNothing() async throws {
        let target = ScriptedTarget(orphans: [Fixture.owner("gone")])
        _ = try await run([sync(.started), .peerLost(nil), .peerConnected, sync(.completed)], on: target)
        #expect(target.calls.isEmpty)
    }

    @Test func aListWithALineOrAnOwnerMissingTellsNothing() async throws {
        for inputs in [
            [sync(.started), .malformed(line: 2, .notAnObject), sync(.completed)],
            [sync(.started), bundle("dory"), sync(.completed, count: 2)],
        ] {
            let target = ScriptedTarget(orphans: [Fixture.owner("gone")])
            _ = try await run(inputs, on: target)
            #expect(!target.calls.contains("orphan gone"))
        }
    }

    @Test func anEventThatCannotBeReadStillTellsThatItsOwnerIsThere() async throws {
        let target = ScriptedTarget(orphans: [Fixture.owner("gone")])
        let unreadable = composer.event(.bundle, partitionKey: Fixture.owner("gone").key, data: RawJSON([:]))
        _ = try await run([sync(.started), .event(unreadable), sync(.completed, count: 1)], on: target)
        #expect(target.calls.isEmpty)
    }

    @Test func anOwnerThatCouldNotBeRenderedExistsAndKeepsItsObjects() async throws {
        let owner = Fixture.owner("gone")
        let failed = RenderFailed(owner: owner, error: RenderFailed.Failure(message: "no"))
        let target = ScriptedTarget(orphans: [Fixture.owner("gone")])
        _ = try await run(
            [
                sync(.started),
                .event(composer.event(.renderFailed, partitionKey: owner.key, data: failed.encoded())), sync(.completed),
            ], on: target)
        #expect(target.calls.isEmpty)
    }

    @Test func badLinesAndEventsAreSkippedAndUnknownOnesPassedOn() async throws {
        let unknown = composer.event(EventType(rawValue: "com.example.hello"), data: nil)
        let (sent, _) = try await run(
            [.malformed(line: 1, .notAnObject), .event(composer.event(.bundle, data: nil)), .event(unknown), bundle("dory")],
            on: ScriptedTarget())
        #expect(sent.map(\.type) == [EventType(rawValue: "com.example.hello"), .result])
        #expect(sent.first == unknown)
    }

    @Test func countsReleasesAsLostromosDoes() async throws {
        let registry = MetricsRegistry()
        let target = ScriptedTarget(failures: ["bad": 1])
        _ = try await run(
            [bundle("dory"), bundle("bad"), bundle("nemo"), teardown("marlin")], on: target, registry: registry)
        _ = try await run([teardown("gill")], on: target, registry: registry)
        let text = registry.prometheusText()
        for line in [
            "releases_create_total 3", "releases_create_error_total 1", "releases_delete_total 2", "releases_events_total 5",
            #"controller_runtime_reconcile_total{controller="test",result="success"} 5"#,
            #"controller_runtime_reconcile_total{controller="test",result="error"} 1"#, #"workqueue_adds_total{name="test"} 5"#,
            #"workqueue_retries_total{name="test"} 1"#, #"workqueue_depth{name="test"} 0"#,
        ] {
            #expect(text.contains(line + "\n"), "\(line)")
        }
    }

    @Test func sendingThatFailsEndsTheRun() async throws {
        let registry = MetricsRegistry()
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let applier = Applier(
            Applier.Parts(
                target: ScriptedTarget(), composer: composer, send: { (_) throws(LinkError) in throw .consumerGone },
                announcer: Announcer(logger: logger, print: nil), logger: logger, registry: registry,
                releases: ReleaseMetrics(registry: registry) { 1 }, pipeline: "test", workers: 1))
        await #expect(throws: LinkError.consumerGone) { try await applier.run(Inputs([bundle("dory"), bundle("nemo")])) }
    }
}

/// Inputs that were there from the start.
struct Inputs: AsyncSequence, Sendable {
    typealias Element = Input
    typealias Failure = LinkError

    let inputs: [Input]
    /// Called once all were taken.
    let ended: @Sendable () -> Void

    init(_ inputs: [Input], ended: @escaping @Sendable () -> Void = {}) {
        self.inputs = inputs
        self.ended = ended
    }

    func makeAsyncIterator() -> Iterator { Iterator(inputs: inputs, ended: ended) }

    struct Iterator: AsyncIteratorProtocol {
        let inputs: [Input]
        let ended: @Sendable () -> Void
        private var index = 0

        init(inputs: [Input], ended: @escaping @Sendable () -> Void) {
            self.inputs = inputs
            self.ended = ended
        }

        mutating func next() async throws(LinkError) -> Input? {
            try await next(isolation: nil)
        }

        mutating func next(isolation actor: isolated (any Actor)?) async throws(LinkError) -> Input? {
            guard index < inputs.count else {
                ended()
                return nil
            }
            defer { index += 1 }
            return inputs[index]
        }
    }
}
