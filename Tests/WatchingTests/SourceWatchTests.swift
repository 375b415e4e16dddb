import Events
import JSON
import Kubernetes
import Logging
import Operations
import TestSupport
import Testing

@testable import Watching

private let found = ScriptedTransport.Answer.resolve(.success(ScriptedTransport.characters))
private let mapsFound = ScriptedTransport.Answer.resolve(.success(ScriptedTransport.configMaps))
private let denied = ScriptedTransport.Answer.resolve(.failure(.absent("no such resource")))
private let noStream = ScriptedTransport.Answer.watch([], .unsupported("sendInitialEvents is forbidden"))
private let characters: [ScriptedTransport.Answer] = [
    found, noStream, .list([page(character("thorin", version: 1))], .success("100")),
]

/// Custom resources and the sources that their templates look up, with a test in place of the reader.
private struct Stage {
    let outlet: Outlet
    let source: ClusterSource
    let resource: ScriptedTransport
    let sources: [ScriptedTransport]
    let health = Health()

    init(
        _ resource: [ScriptedTransport.Answer], sources answers: [[ScriptedTransport.Answer]], once: Bool = false,
        queue: OutgoingQueue = OutgoingQueue(), lasting: ListPage? = nil, lastingSource: ListPage? = nil
    ) {
        let resource = ScriptedTransport(resource, lasting: lasting)
        // The target's namespace only tells the transports apart.
        let sources = answers.enumerated().map {
            ScriptedTransport(of: ScriptedTransport.configMaps, namespace: "n\($0)", $1, lasting: lastingSource)
        }
        let names = sources.indices.map { "source-\($0)" }
        (self.resource, self.sources) = (resource, sources)
        outlet = Outlet(scopes: Array(repeating: 1, count: sources.count + 1), sources: names + [nil], queue: queue)
        let watched =
            zip(sources, names).map { transport, name in
                ClusterSource.Resource(
                    targets: [transport.target], rules: ObservationRules(includesStatus: true), source: name)
            } + [ClusterSource.Resource(targets: [resource.target], rules: ObservationRules())]
        source = ClusterSource(
            watched, outlet: outlet, once: once, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            health: health, clock: WatchClock(now: { .zero }, sleep: { _ in await Task.yield() }, chance: { 0 })
        ) { target in
            sources.first { $0.target == target } ?? resource
        }
    }

    /// The next events, each as a line for people.
    func next(_ count: Int) async -> [String] {
        var lines: [String] = []
        while lines.count < count, let (item, _) = await outlet.queue.next() { lines.append(describe(item)) }
        return lines
    }

    private func describe(_ item: Outgoing) -> String {
        func name(_ resource: Int) -> String { outlet.source(of: resource) ?? "characters" }
        switch item {
        case .capabilities: return "capabilities"
        case .sync(let resource, .started(let all)): return "\(name(resource)) started \(all ? "all" : "changed")"
        case .sync(let resource, .completed(let all, let count)):
            return "\(name(resource)) completed \(all ? "all" : "changed") \(count)"
        case .change(let resource, let telling): return "\(name(resource)) \(telling.kind) \(telling.identity.name)"
        }
    }

    func condition(_ part: String) -> Health.Condition? { health.readiness().parts.first { $0.name == part }?.condition }

    /// Runs while a test reads what is told, and stops then.
    func run(_ body: () async throws -> Void) async rethrows {
        let work = Task { try? await source.run() }
        defer {
            work.cancel()
            outlet.queue.finish()
        }
        try await body()
        work.cancel()
        outlet.queue.finish()
        await work.value
    }
}

@Suite(.timeLimit(.minutes(5))) struct SourceWatchTests {
    @Test func sourcesAreToldBeforeCustomResourcesAreListed() async {
        let stage = Stage(
            characters,
            sources: [
                [mapsFound, noStream, .list([page(configMap("prices", version: 1))], .success("100"))],
                [
                    .resolve(.failure(.unavailable("connection refused"))), mapsFound, noStream,
                    .list([page(configMap("rooms", version: 2), more: true)], .failure(.unavailable("reset"))),
                    .list([page(configMap("rooms", version: 2))], .success("100")),
                ],
            ])
        await stage.run {
            let told = await stage.next(9)
            #expect(
                told.suffix(3) == ["characters started all", "characters added thorin", "characters completed all 1"])
            #expect(told.filter { $0.hasPrefix("source-0") }.last == "source-0 completed all 1")
            #expect(
                told.filter { $0.hasPrefix("source-1") } == [
                    "source-1 started all", "source-1 added rooms", "source-1 completed all 1",
                ])
        }
    }

    @Test func aChangeOfTheStatusOfASourceIsTold() async {
        let stage = Stage(
            characters,
            sources: [
                [
                    mapsFound, noStream, .list([page(configMap("prices", version: 1))], .success("100")),
                    .openWatch([
                        WatchEvent(type: .modified, object: configMap("prices", version: 101)),
                        WatchEvent(type: .modified, object: configMap("prices", version: 102, status: #"{"open":true}"#)),
                    ]),
                ]
            ])
        await stage.run {
            let told = await stage.next(7)
            #expect(told.filter { $0.hasPrefix("source-0 updated") }.count == 1)
        }
    }

    @Test func whatIsRefusedHoldsTheResourcesBackAndSaysSo() async throws {
        let stage = Stage(
            characters,
            sources: [[mapsFound, .watch([], .refused("User \"w\" cannot list")), .list([], .failure(.refused("no")))]])
        try await stage.run {
            try await eventually("the source to be refused") {
                stage.condition("source/source-0/n0") == .waiting("the credentials are refused")
            }
            try await eventually("the resource to be held back") {
                stage.condition("watch/characters.stable.example.com")
                    == .waiting("the sources are told first: source-0")
            }
            #expect(stage.resource.requests == ["resolve"])
            #expect(stage.outlet.queue.count == 0)
        }
    }

    @Test func whatIsCertainlyNotServedIsAnEmptySourceUntilItIs() async throws {
        let stage = Stage(
            characters,
            sources: [
                [
                    denied, denied, .unserved(true), denied, mapsFound,
                    .openWatch([WatchEvent(type: .added, object: configMap("prices", version: 1)), bookmark(100, isEnd: true)]),
                ]
            ])
        try await stage.run {
            let told = await stage.next(8)
            #expect(told.prefix(2) == ["source-0 started all", "source-0 completed all 0"])
            #expect(told.contains("characters added thorin"))
            #expect(
                told.filter { $0.hasPrefix("source-0") }.dropFirst(2) == [
                    "source-0 started changed", "source-0 added prices", "source-0 completed changed 1",
                ])
            try await eventually("the source to be ready") { stage.condition("source/source-0/n0") == .ready }
        }
    }

    @Test func whatIsDefinedButNotServedIsWaitedFor() async throws {
        let stage = Stage(characters, sources: [[denied, denied, .unserved(false), denied, .unserved(false)]])
        try await stage.run {
            try await eventually("the source to be asked for again") { stage.sources[0].requests.count >= 5 }
            #expect(stage.resource.requests == ["resolve"])
            #expect(stage.outlet.queue.count == 0)
        }
    }

    @Test func whereNobodySaysWhatIsDefinedDiscoveryIsBelievedAfterAWhile() async {
        let stage = Stage(
            characters, sources: [[denied, denied, .unserved(nil), denied, .unserved(nil), denied, .unserved(nil), denied]])
        await stage.run {
            #expect(await stage.next(2) == ["source-0 started all", "source-0 completed all 0"])
            #expect(stage.sources[0].requests.filter { $0 == "resolve" }.count >= 4)
        }
    }

    @Test func anotherReaderIsToldTheSourcesFirstAgain() async {
        // Room for one change, so that both stand in the middle of something when the other reader comes.
        let stage = Stage(
            [found, noStream], sources: [[mapsFound, noStream]], queue: OutgoingQueue(maximumBytes: 1, maximumCount: 1),
            lasting: page(character("thorin", version: 1)), lastingSource: page(configMap("prices", version: 1)))
        await stage.run {
            for (reader, wait) in [(2, 0), (3, 1), (4, 3), (5, 6)] {
                _ = await stage.next(wait)
                stage.outlet.restart(for: reader)
                stage.source.relist(nil)
            }
            #expect(
                await stage.next(6) == [
                    "source-0 started all", "source-0 resynced prices", "source-0 completed all 1", "characters started all",
                    "characters resynced thorin", "characters completed all 1",
                ])
        }
    }

    @Test func aRelistWhileTheResourcesWaitHangsNothing() async throws {
        let stage = Stage(characters, sources: [[.resolve(.failure(.unavailable("later")))]])
        try await stage.run {
            try await eventually("the resource to wait") { stage.condition("watch/characters.stable.example.com") != nil }
            for _ in 0..<20 {
                stage.source.relist(nil)
                await Task.yield()
            }
            #expect(stage.resource.requests == ["resolve"])
        }
        #expect(stage.resource.requests == ["resolve"])
    }
}

@Suite(.timeLimit(.minutes(5))) struct SourceWatchOnceTests {
    private let maps = ScriptedTransport.Answer.list([page(configMap("prices", version: 1))], .success("100"))
    private let people: [ScriptedTransport.Answer] = [found, .list([page(character("thorin", version: 1))], .success("100"))]

    @Test func everythingIsToldAndThenItEnds() async throws {
        let stage = Stage(people, sources: [[mapsFound, maps]], once: true)
        try await stage.source.run()
        #expect(
            await stage.next(6) == [
                "source-0 started all", "source-0 added prices", "source-0 completed all 1", "characters started all",
                "characters added thorin", "characters completed all 1",
            ])
    }

    @Test func whatIsNotServedIsEmpty() async throws {
        let stage = Stage(people, sources: [[denied, denied, .unserved(true)]], once: true)
        try await stage.source.run()
        #expect(await stage.next(3) == ["source-0 started all", "source-0 completed all 0", "characters started all"])
    }

    @Test func whatIsDefinedButNotServedIsAnError() async {
        let stage = Stage(
            people, sources: [[denied] + Array(repeating: [denied, .unserved(false)], count: 6).flatMap { $0 }], once: true)
        await #expect(
            throws: WatchingError.unableToListOnce(resource: "configmaps in namespace \"n0\"", reason: "no such resource")
        ) {
            try await stage.source.run()
        }
        #expect(stage.resource.requests == ["resolve"])
    }

    @Test func whatIsRefusedIsAnErrorAndNobodyWaitsForIt() async {
        let stage = Stage(people, sources: [[.resolve(.failure(.refused("nobody may")))]], once: true)
        await #expect(throws: WatchingError.unableToListOnce(resource: "configmaps in namespace \"n0\"", reason: "nobody may")) {
            try await stage.source.run()
        }
        #expect(stage.outlet.queue.count == 0)
    }
}
