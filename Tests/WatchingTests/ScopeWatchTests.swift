import Events
import JSON
import Kubernetes
import Logging
import Operations
import Synchronization
import Testing

@testable import Watching

/// Watches as they run, with a scripted API server and a test in place of the reader.
private struct Stage {
    let outlet: Outlet
    let source: ClusterSource
    let health = Health()

    init(_ transports: [ScriptedTransport], queue: OutgoingQueue = OutgoingQueue(), once: Bool = false, secondsPerStep: Int = 0) {
        outlet = Outlet(scopes: [transports.count], queue: queue)
        let time = Mutex(Duration.zero)
        let clock = WatchClock(
            now: {
                time.withLock { time in
                    time += .seconds(secondsPerStep)
                    return time
                }
            },
            sleep: { wait in time.withLock { $0 += wait } },
            chance: { 0 })
        source = ClusterSource(
            [ClusterSource.Resource(targets: transports.map(\.target), rules: ObservationRules())],
            outlet: outlet, once: once, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, health: health,
            clock: clock
        ) { target in
            transports.first { $0.target == target } ?? transports[0]
        }
    }

    /// The next events, each as a line for people.
    func next(_ count: Int) async -> [String] {
        var lines: [String] = []
        while lines.count < count, let (item, _) = await outlet.queue.next() { lines.append(describe(item)) }
        return lines
    }

    private func describe(_ item: Outgoing) -> String {
        switch item {
        case .sync(_, .started(let all)): return "started \(all ? "all" : "changed")"
        case .sync(_, .completed(let all, let count)): return "completed \(all ? "all" : "changed") \(count)"
        case .capabilities: return "capabilities"
        case .change(_, let telling):
            let author = telling.object.flatMap { try? $0.find("spec", "by") }?.string
            return "\(telling.kind) \(telling.identity.name)" + (author.map { " by \($0)" } ?? "")
        }
    }
}

/// A server without streaming lists, as all but the newest are.
private let noStream = ScriptedTransport.Answer.watch([], .unsupported("sendInitialEvents is forbidden"))
private let found = ScriptedTransport.Answer.resolve(.success(ScriptedTransport.characters))

@Suite(.timeLimit(.minutes(5))) struct ScopeWatchTests {
    /// Runs a stage while a test reads what it tells, and stops it then.
    private func run(_ stage: Stage, _ body: () async -> Void) async {
        let work = Task { try? await stage.source.run() }
        await body()
        work.cancel()
        stage.outlet.queue.finish()
        await work.value
    }

    @Test func theFirstListIsToldInABracketAndThenWhatChanges() async {
        let transport = ScriptedTransport([
            found, noStream,
            .list([page(character("thorin", version: 1), more: true), page(character("bilbo", version: 2))], .success("100")),
            .openWatch([
                WatchEvent(type: .modified, object: character("thorin", version: 101, by: "christopher")),
                WatchEvent(type: .added, object: character("smaug", version: 102)),
                WatchEvent(type: .modified, object: character("bilbo", version: 103)),
                WatchEvent(type: .deleted, object: character("bilbo", version: 104)),
            ]),
        ])
        let stage = Stage([transport])
        await run(stage) {
            #expect(
                await stage.next(7) == [
                    "started all", "added thorin by tolkien", "added bilbo by tolkien", "completed all 2",
                    "updated thorin by christopher", "added smaug by tolkien", "deleted bilbo by tolkien",
                ])
            #expect(transport.requests == ["resolve", "stream", "list", "watch 100"])
            #expect(stage.health.readiness().parts.last?.condition == .ready)
        }
    }

    @Test func anEmptyListIsABracketToo() async {
        let stage = Stage([ScriptedTransport([found, noStream, .list([page()], .success("100"))])])
        await run(stage) { #expect(await stage.next(2) == ["started all", "completed all 0"]) }
    }

    @Test func aWatchThatFellBehindIsListedAndOnlyWhatChangedIsTold() async {
        let transport = ScriptedTransport([
            found, noStream,
            .list([page(character("thorin", version: 1), character("bilbo", version: 2))], .success("100")),
            .watch([], .gone),
            .list(
                [page(character("thorin", version: 1), character("smaug", version: 200), character("gollum", version: 201))],
                .success("300")),
        ])
        let stage = Stage([transport], secondsPerStep: 10)
        await run(stage) {
            let told = await stage.next(9)
            #expect(
                told.dropFirst(4) == [
                    "started changed", "added smaug by tolkien", "added gollum by tolkien", "deleted bilbo",
                    "completed changed 3",
                ])
        }
    }

    @Test func bookmarksMoveTheWatchOn() async {
        let transport = ScriptedTransport([
            found, noStream, .list([page()], .success("100")), .watch([bookmark(150)], nil),
            .openWatch([WatchEvent(type: .added, object: character("smaug", version: 151))]),
        ])
        let stage = Stage([transport])
        await run(stage) {
            _ = await stage.next(3)
            #expect(transport.requests == ["resolve", "stream", "list", "watch 100", "watch 150"])
        }
    }

    @Test func aStreamingListIsABracketUpToItsBookmark() async {
        let transport = ScriptedTransport([
            found,
            .openWatch([
                WatchEvent(type: .added, object: character("thorin", version: 1)),
                WatchEvent(type: .added, object: character("bilbo", version: 2)),
                bookmark(100, isEnd: true),
                WatchEvent(type: .modified, object: character("bilbo", version: 101, by: "peter")),
            ]),
        ])
        let stage = Stage([transport])
        await run(stage) {
            #expect(
                await stage.next(5) == [
                    "started all", "added thorin by tolkien", "added bilbo by tolkien", "completed all 2",
                    "updated bilbo by peter",
                ])
            #expect(transport.requests == ["resolve", "stream"])
        }
    }

    @Test func anExpiredContinueTokenGoesOnInTheSameBracket() async {
        let transport = ScriptedTransport([
            found, noStream, .list([page(character("thorin", version: 1), more: true)], .failure(.gone)),
            .list([page(character("thorin", version: 1)), page(character("bilbo", version: 2))], .success("100")),
        ])
        let stage = Stage([transport])
        await run(stage) {
            #expect(
                await stage.next(4) == ["started all", "added thorin by tolkien", "added bilbo by tolkien", "completed all 2"])
        }
    }

    @Test func aResourceThatWasDeletedTakesItsObjectsWithIt() async {
        let transport = ScriptedTransport([
            found, noStream, .list([page(character("thorin", version: 1))], .success("100")),
            .watch([], .absent("404")), .absence(true), .resolve(.failure(.absent("no"))), found,
            .list([page(character("bilbo", version: 500))], .success("501")),
        ])
        let stage = Stage([transport])
        await run(stage) {
            let told = await stage.next(7)
            #expect(told.dropFirst(3) == ["deleted thorin", "started changed", "added bilbo by tolkien", "completed changed 1"])
        }
    }

    @Test func aNewReaderIsToldEverythingEvenInTheMiddleOfAList() async {
        let transport = ScriptedTransport(
            [found, noStream], lasting: page(character("thorin", version: 1), character("bilbo", version: 2)))
        // Room for one change: the list stands still until the test reads.
        let stage = Stage([transport], queue: OutgoingQueue(maximumBytes: 1, maximumCount: 1))
        await run(stage) {
            #expect(await stage.next(2) == ["started all", "added thorin by tolkien"])
            stage.outlet.restart(for: 2)
            stage.source.relist(nil)
            var told: [String] = []
            while told.last != "completed all 2" { told += await stage.next(1) }
            let bracket = told.lastIndex(of: "started all").map { Array(told[$0...]) }
            #expect(
                bracket == ["started all", "resynced thorin by tolkien", "resynced bilbo by tolkien", "completed all 2"])
        }
    }

    @Test func severalNamespacesShareOneBracket() async {
        let one = ScriptedTransport(
            namespace: "erebor",
            [found, noStream, .list([page(character("thorin", version: 1, namespace: "erebor"))], .success("100"))])
        let other = ScriptedTransport(
            namespace: "shire",
            [found, noStream, .list([page(character("bilbo", version: 2, namespace: "shire"))], .success("100"))])
        let stage = Stage([one, other])
        await run(stage) {
            let told = await stage.next(4)
            #expect(told.first == "started all")
            #expect(told.last == "completed all 2")
        }
    }

    @Test func aSlowReaderGetsTheNewestStateOfAnObject() async {
        let updates = (1...500).map {
            WatchEvent(type: .modified, object: character("thorin", version: 100 + $0, by: "author \($0)"))
        }
        let transport = ScriptedTransport([found, noStream, .list([page()], .success("100")), .openWatch(updates)])
        let stage = Stage([transport])
        await run(stage) {
            while transport.taken < updates.count { await Task.yield() }
            #expect(stage.outlet.queue.count <= 3)
            let told = await stage.next(3)
            #expect(told == ["started all", "completed all 0", "added thorin by author 500"])
        }
    }

    @Test func aReaderThatStandsStillStopsTheReadingOfOtherObjects() async {
        let additions = (1...500).map { WatchEvent(type: .added, object: character("c\($0)", version: 100 + $0)) }
        let transport = ScriptedTransport([found, noStream, .list([page()], .success("100")), .openWatch(additions)])
        let stage = Stage([transport], queue: OutgoingQueue(maximumBytes: 1 << 20, maximumCount: 10))
        await run(stage) {
            while stage.outlet.queue.count < 10 { await Task.yield() }
            #expect(transport.taken <= 10)
            #expect(await stage.next(502).count == 502)
            #expect(stage.outlet.queue.count == 0)
        }
    }

    @Test func onceEndsAfterTheList() async throws {
        let transport = ScriptedTransport([found, .list([page(character("thorin", version: 1))], .success("100"))])
        let stage = Stage([transport], once: true)
        try await stage.source.run()
        #expect(await stage.next(3) == ["started all", "added thorin by tolkien", "completed all 1"])
        #expect(transport.requests == ["resolve", "list"])
    }

    @Test(arguments: [WatchFailure.refused("User \"nobody\" cannot list"), .absent("User \"nobody\" cannot list")])
    func onceFailsAtOnceWhereWaitingIsOfNoUse(failure: WatchFailure) async {
        let stage = Stage([ScriptedTransport([.resolve(.failure(failure))])], once: true)
        await #expect(
            throws: WatchingError.unableToListOnce(
                resource: "characters.stable.example.com", reason: "User \"nobody\" cannot list")
        ) { try await stage.source.run() }
    }

    @Test func onceGivesUpAfterFiveFailures() async {
        let transport = ScriptedTransport(
            (0..<5).map { _ in .resolve(.failure(.unavailable("connection refused"))) })
        let stage = Stage([transport], once: true)
        await #expect(
            throws: WatchingError.unableToListOnce(
                resource: "characters.stable.example.com", reason: "connection refused")
        ) { try await stage.source.run() }
        #expect(transport.requests.count == 5)
    }
}
