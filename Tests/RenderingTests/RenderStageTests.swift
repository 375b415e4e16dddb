import Events
import JSON
import TestSupport
import Testing
import Unix

@testable import Rendering

struct RenderStageTests {
    /// Makes one ConfigMap of `spec.text`, or fails where that is `fail`.
    ///
    /// It is quick or slow as `spec.work` says.
    private struct TextRenderer: Renderer {
        var engine = "text"
        var suffix = ""

        func render(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> [Manifest] {
            let value: JSONValue
            do throws(JSONError) { value = try resource.value() } catch { throw RenderError("\(error)") }
            let text = value["spec"]?["text"]?.stringValue ?? ""
            guard text != "fail" else { throw RenderError("asked to fail", template: "t", line: 3, column: 7) }
            var work = value["spec"]?["work"]?.integerValue ?? 0
            var sum: Int64 = 0
            while work > 0 {
                sum &+= work &* work
                work -= 1
            }
            let object: JSONValue = ["data": ["text": .string(text + suffix), "sum": .integer(sum)]]
            return [Manifest(name: "ConfigMap/a", object: RawJSON(object), apiVersion: "v1", kind: "ConfigMap")]
        }
    }

    private let resource = ResourceReference(
        group: "example.com", version: "v1", plural: "things", kind: "Thing", namespaced: true)
    private let watcher = EventComposer(program: "watcher", pipeline: "p", run: "w")

    private func change(
        _ kind: Change.Kind, _ name: String, _ text: String = "", work: Int64 = 0, deleting: Bool = false
    ) -> Event {
        var metadata: JSONValue = ["name": .string(name), "namespace": "n", "uid": "u"]
        if deleting { metadata["deletionTimestamp"] = "2026-01-01T00:00:00Z" }
        let object: JSONValue = ["metadata": metadata, "spec": ["text": .string(text), "work": .integer(work)]]
        let change = Change(kind: kind, resource: resource, object: RawJSON(object))
        return watcher.event(.change, time: "2026-01-01T00:00:00Z", data: change.encoded())
    }

    private func sync(_ phase: Sync.Phase, _ scope: Sync.Scope = .all, count: Int = 0) -> Event {
        let sync = Sync(phase: phase, resource: resource, count: count, scope: scope)
        return watcher.event(.sync, time: "2026-01-01T00:00:00Z", data: sync.encoded())
    }

    /// What leaves the stage for an input, one word each: what it is and of whom.
    private func words(_ stage: RenderStage, _ input: [Event]) async throws -> [String] {
        async let leaving = drain(stage)
        #expect(try await stage.accept(input).isEmpty)
        await stage.close()
        return await leaving
    }

    private func drain(_ stage: RenderStage) async -> [String] {
        var words: [String] = []
        while let answer = await stage.next() { words += answer.map(Self.word) }
        return words
    }

    private static func word(_ outgoing: OutgoingEvent) -> String {
        let event = outgoing.event
        guard outgoing.isAnswer else { return (try? Sync(of: event)).map { "\($0.phase)" } ?? "\(event.type)" }
        let name = event.partitionKey?.split(separator: "/").last ?? ""
        guard let bundle = try? Bundle(of: event), let data = try? bundle.objects[0].manifest.value()["data"] else {
            return "\(event.type.name) \(name)"
        }
        return "bundle \(name) \(data["text"]?.stringValue ?? "")"
    }

    private func makeStage(window: Int = 8) throws -> RenderStage {
        try RenderStage(
            renderer: TextRenderer(), composer: EventComposer(program: "renderer", pipeline: "p"), window: window,
            temporaryDirectory: Path.temporaryDirectory)
    }

    @Test func answersLeaveInTheOrderOfTheInputHoweverLongEachTakes() async throws {
        var input: [Event] = []
        for index in 0..<200 { input.append(change(.added, "a\(index % 7)", "\(index)", work: index % 5 == 0 ? 200_000 : 0)) }
        let words = try await words(try makeStage(), input)
        #expect(words == (0..<200).map { "bundle a\($0 % 7) \($0)" })
    }

    @Test func aChangeBecomesABundleAFailureOrATeardown() async throws {
        let input = [
            change(.added, "a", "one"), change(.updated, "a", "fail"), change(.deleted, "a"),
            change(.updated, "b", "two", deleting: true), sync(.started, .changed),
        ]
        #expect(
            try await words(try makeStage(), input)
                == ["bundle a one", "renderfailed a", "teardown a", "teardown b", "started"])
    }

    @Test func theSameInputGivesTheSameBytes() async throws {
        let input = [sync(.started)] + (0..<50).map { change(.added, "a\($0)", "\($0)") } + [sync(.completed)]
        var runs: Set<[UInt8]> = []
        for size in [1, 3, 20, 52] {
            let stage = try makeStage()
            async let lines = lines(stage)
            // However the input is parted.
            for part in stride(from: 0, to: input.count, by: size) {
                #expect(try await stage.accept(Array(input[part..<min(part + size, input.count)])).isEmpty)
            }
            await stage.close()
            let numbers = await lines.filter(\.isAnswer).map(\.event.sequence)
            #expect(numbers == (1...50).map { UInt64($0) })
            runs.insert(await lines.flatMap(\.event.line))
        }
        #expect(runs.count == 1)
    }

    private func lines(_ stage: RenderStage) async -> [OutgoingEvent] {
        var all: [OutgoingEvent] = []
        while let answer = await stage.next() { all += answer }
        return all
    }

    @Test func anOwnerThatIsNotToldAgainIsTornDownBeforeTheClosingBracket() async throws {
        let input = [
            sync(.started), change(.added, "a", "1"), change(.added, "b", "1"), sync(.completed),
            sync(.started), change(.added, "b", "2"), sync(.completed),
        ]
        #expect(
            try await words(try makeStage(), input) == [
                "started", "bundle a 1", "bundle b 1", "completed", "started", "bundle b 2", "teardown a", "completed",
            ])
    }

    @Test func afterAGapNothingFollowsFromSilence() async throws {
        let known = [sync(.started), change(.added, "a", "1"), sync(.completed, count: 1)]
        let fewer = [sync(.started), sync(.completed, count: 1)]
        #expect(
            try await words(try makeStage(), known + fewer) == ["started", "bundle a 1", "completed", "started", "completed"])

        // What cannot be read may have been about the owner.
        let stage = try makeStage()
        async let leaving = drain(stage)
        let broken = watcher.event(.change, data: RawJSON(["change": "sideways"] as JSONValue))
        #expect(try await stage.accept(known + [sync(.started), broken, sync(.completed)]).count == 1)
        await stage.close()
        #expect(await leaving == ["started", "bundle a 1", "completed", "started", "completed"])
    }

    @Test func whereOnlyChangesAreToldNothingFollowsFromSilence() async throws {
        let input = [
            sync(.started), change(.added, "a", "1"), sync(.completed), sync(.started, .changed), sync(.completed, .changed),
        ]
        #expect(try await words(try makeStage(), input) == ["started", "bundle a 1", "completed", "started", "completed"])
    }

    @Test func newTemplatesRenderEveryKnownOwnerAgain() async throws {
        let stage = try makeStage(window: 2)
        async let leaving = drain(stage)
        _ = try await stage.accept([
            change(.added, "b", "1"), change(.added, "a", "1"), change(.added, "c", "1"), change(.deleted, "c"),
        ])
        try await stage.use(TextRenderer(suffix: "!"))
        await stage.close()
        #expect(
            await leaving == ["bundle b 1", "bundle a 1", "bundle c 1", "teardown c", "bundle b 1!", "bundle a 1!"])
    }

    @Test func repetitionsAtTheSameTimeHaveIdsOfTheirOwn() async throws {
        let stage = try makeStage(window: 2)
        async let leaving = lines(stage)
        _ = try await stage.accept((0..<20).map { change(.added, "a\($0)") })
        async let first: Void = stage.tellAgain()
        async let second: Void = stage.use(TextRenderer(suffix: "!"))
        _ = try await (first, second)
        await stage.close()
        let ids = await leaving.map(\.event.id)
        #expect(ids.count == 60)
        #expect(Set(ids).count == ids.count)
    }

    @Test func aNewConsumerIsToldTheWholeStateBetweenItsBrackets() async throws {
        let stage = try makeStage()
        async let leaving = drain(stage)
        _ = try await stage.accept([
            sync(.started), change(.added, "a", "1"), sync(.completed), change(.updated, "a", "2"),
        ])
        try await stage.tellAgain()
        await stage.close()
        #expect(
            await leaving
                == ["started", "bundle a 1", "completed", "bundle a 2", "started", "bundle a 2", "completed"])
    }

    @Test func anEventThatCannotBeReadIsSkippedAndItsPlaceIsFree() async throws {
        let stage = try makeStage(window: 1)
        let broken = watcher.event(.change, data: RawJSON(["change": "sideways"] as JSONValue))
        async let leaving = drain(stage)
        let skipped = try await stage.accept([broken, broken, change(.added, "a", "1"), broken, change(.added, "b", "1")])
        #expect(skipped.map(\.event) == [broken, broken, broken])
        await stage.close()
        #expect(await leaving == ["bundle a 1", "bundle b 1"])
    }

    @Test(.timeLimit(.minutes(5))) func whoWaitsForAPlaceGoesOnOnceNobodyAsksForAnswers() async throws {
        let stage = try makeStage(window: 2)
        let changes = (0..<10).map { change(.added, "a\($0)") }
        async let skipped = stage.accept(changes)
        // It has taken what there is a place for then, and waits.
        try await eventually("the first change to be taken") { await !stage.isResting }
        await stage.abandon()
        #expect(try await skipped.isEmpty)
        // Nor does anybody wait later.
        #expect(try await stage.accept(changes).isEmpty)
        try await stage.use(TextRenderer(suffix: "!"))
        try await stage.tellAgain()
        await stage.tell(.renderFailed, RawJSON(["error": ["message": "x"]] as JSONValue))
    }

    /// Has what is chosen only once the gate is open, and notes who asks and who is forgotten.
    private struct ShelfRenderer: Renderer {
        let engine = "shelf"
        let gate: Task<Void, Never>
        let log = Monitor<[String]>([])

        var chooses: Bool { true }

        func chosen(for resource: RawJSON, owner: String) async throws(RenderError) -> any Renderer {
            await gate.value
            log.update { $0.append("asked by \(owner.suffix(1))") }
            throw RenderError("not there")
        }

        func forget(_ owner: String) { log.update { $0.append("forgotten \(owner.suffix(1))") } }

        func render(_ resource: RawJSON, at time: Timestamp?) throws(RenderError) -> [Manifest] { [] }
    }

    @Test func whoIsGoneIsForgottenAfterAllThatWasRenderedBefore() async throws {
        let (opening, gate) = AsyncStream.makeStream(of: Void.self)
        let renderer = ShelfRenderer(gate: Task { for await _ in opening {} })
        let stage = try RenderStage(
            renderer: renderer, composer: EventComposer(program: "renderer", pipeline: "p"),
            temporaryDirectory: Path.temporaryDirectory)
        _ = try await stage.accept([
            sync(.started), change(.added, "a"), change(.added, "b"), change(.added, "c"), change(.deleted, "a"),
            change(.deleted, "b"), change(.added, "b"), change(.added, "d"), change(.updated, "d", deleting: true),
            sync(.completed, count: 3), sync(.started), change(.resynced, "b"), change(.resynced, "d", deleting: true),
            sync(.completed, count: 2),
        ])
        gate.finish()
        await stage.close()
        #expect(await drain(stage).count == 15)
        let log = renderer.log.withLock { $0 }
        // What b is now was told after it had gone; c was not told again.
        #expect(log.filter { $0.hasPrefix("forgotten") } == ["a", "d", "d", "c"].map { "forgotten \($0)" })
        for name in ["a", "c", "d"] {
            let (asked, forgotten) = (log.firstIndex(of: "asked by \(name)"), log.firstIndex(of: "forgotten \(name)"))
            #expect(try #require(asked) < #require(forgotten))
        }
    }
}
