import Helm
import JSON
import Synchronization
import TestSupport
import Testing

@testable import Rendering

@Suite(.timeLimit(.minutes(5))) struct ChartShelfTests {
    /// A repository whose answers the test gives.
    private final class Repository: Sendable {
        private struct State {
            var asked: [String] = []
            var answers: [String: Result<Chart, ChartError>] = [:]
            var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]
        }
        private let state = Mutex(State())

        /// What it was asked for, in order.
        var asked: [String] { state.withLock { $0.asked } }

        /// Lets it answer, from now on and to those who wait.
        func answer(_ choice: String, _ result: Result<Chart, ChartError>) {
            let waiting = state.withLock { state in
                state.answers[choice] = result
                return state.waiting.removeValue(forKey: choice) ?? []
            }
            for continuation in waiting { continuation.resume() }
        }

        func fetch(_ choice: String) async throws(ChartError) -> Chart {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    state.asked.append(choice)
                    if state.answers[choice] != nil { return true }
                    state.waiting[choice, default: []].append(continuation)
                    return false
                }
                if isThere { continuation.resume() }
            }
            guard let answer = state.withLock({ $0.answers[choice] }) else { throw ChartError("nothing") }
            return try answer.get()
        }
    }

    private let repository = Repository()

    private func shelf(_ change: (inout ChartShelf.Patience) -> Void = { _ in }) -> ChartShelf {
        var patience = ChartShelf.Patience()
        patience.grace = .seconds(60)
        change(&patience)
        return ChartShelf(patience: patience) { [repository] choice throws(ChartError) in
            try await repository.fetch(choice.description)
        }
    }

    private func chart(_ name: String) throws -> Chart {
        try ChartLoader.load(files: [
            ChartFile(name: "Chart.yaml", bytes: Array("apiVersion: v2\nname: \(name)\nversion: 1.0.0\n".utf8))
        ])
    }

    private func message(_ shelf: ChartShelf, _ text: String, for owner: String = "a") async throws -> String {
        let choice = try #require(ChartChoice(parsing: text))
        do throws(RenderError) {
            return "the chart \(try await shelf.chart(choice, for: owner).name)"
        } catch {
            return error.message
        }
    }

    private static func pending(_ choice: String) -> String {
        "the chart \"\(choice)\", which the annotation \"chart\" chooses, is still being fetched: this is rendered again as soon as it is there"
    }

    @Test func manyWhoChooseOneChartLeadToOneFetch() async throws {
        let shelf = shelf()
        repository.answer("r/web:1", .success(try chart("web")))
        try await withThrowingTaskGroup(of: String.self) { group in
            for owner in 0..<50 { group.addTask { try await message(shelf, "r/web:1", for: "\(owner)") } }
            for try await text in group { #expect(text == "the chart web") }
        }
        #expect(repository.asked == ["r/web:1"])
    }

    @Test func whoWaitedLongEnoughIsToldSoAndNamedOnceTheChartIsThere() async throws {
        let shelf = shelf { $0.grace = .milliseconds(50) }
        #expect(try await message(shelf, "r/web") == Self.pending("r/web"))
        #expect(try await message(shelf, "r/web", for: "b") == Self.pending("r/web"))
        repository.answer("r/web", .success(try chart("web")))
        var ready = shelf.ready.makeAsyncIterator()
        #expect(await ready.next() == ["a", "b"])
        #expect(try await message(shelf, "r/web") == "the chart web")
        #expect(repository.asked == ["r/web"])
    }

    @Test func aRepositoryThatWasTooSlowOnceHoldsUpNobodyElse() async throws {
        let shelf = shelf { $0.grace = .milliseconds(50) }
        #expect(try await message(shelf, "slow/web") == Self.pending("slow/web"))
        // With the longest grace, to wait for it would take the test's own time.
        let clock = ContinuousClock()
        let before = clock.now
        for number in 0..<100 {
            #expect(try await message(shelf, "slow/c\(number)", for: "\(number)") == Self.pending("slow/c\(number)"))
        }
        #expect(before.duration(to: clock.now) < .seconds(5), "each of a hundred waited")
        repository.answer("quick/web", .success(try chart("web")))
        #expect(try await message(shelf, "quick/web", for: "q") == "the chart web")
        repository.answer("slow/web", .success(try chart("web")))
        var ready = shelf.ready.makeAsyncIterator()
        #expect(await ready.next() == ["a"])
    }

    @Test func whatCannotBeHadIsToldAndAskedForAgain() async throws {
        let shelf = shelf { $0.firstRetry = .milliseconds(20) }
        repository.answer("r/web", .failure(ChartError("it is broken")))
        let told = "the chart \"r/web\", which the annotation \"chart\" chooses, cannot be had: it is broken"
        #expect(try await message(shelf, "r/web") == told)
        #expect(try await message(shelf, "r/web", for: "b") == told)
        try await eventually("another question") { repository.asked.count >= 3 }
        repository.answer("r/web", .failure(ChartError("it is gone")))
        var ready = shelf.ready.makeAsyncIterator()
        // The same reason is told once, another one again.
        #expect(await ready.next() == ["a", "b"])
        #expect(try await message(shelf, "r/web").hasSuffix("it is gone"))
        repository.answer("r/web", .success(try chart("web")))
        #expect(await ready.next() == ["a", "b"])
        #expect(try await message(shelf, "r/web") == "the chart web")
    }

    @Test func whatNobodyChoosesAnyMoreIsNotAskedForAgain() async throws {
        let shelf = shelf { $0.firstRetry = .milliseconds(20) }
        func asked(_ choice: String) -> Int { repository.asked.filter { $0 == choice }.count }
        repository.answer("r/gone", .failure(ChartError("no")))
        repository.answer("r/other", .failure(ChartError("no")))
        _ = try await message(shelf, "r/gone")
        shelf.forget("a")
        let before = asked("r/gone")
        _ = try await message(shelf, "r/other", for: "b")
        try await eventually("the other's questions") { asked("r/other") >= 5 }
        // One question may have been on its way.
        #expect(asked("r/gone") <= before + 1)
        let after = asked("r/gone")
        // Chosen anew, it is asked for anew.
        _ = try await message(shelf, "r/gone", for: "c")
        try await eventually("another question") { asked("r/gone") >= after + 2 }
    }

    @Test func theChartsThatWereNotAskedForTheLongestAreLetGo() async throws {
        let shelf = shelf { $0.held = 2 }
        for name in ["a", "b", "c"] { repository.answer("r/\(name)", .success(try chart(name))) }
        for name in ["a", "b", "a", "c", "a", "b"] { #expect(try await message(shelf, "r/\(name)") == "the chart \(name)") }
        #expect(repository.asked == ["r/a", "r/b", "r/c", "r/b"])
    }

    @Test func noMoreThanSomeAreUnderWay() async throws {
        let shelf = shelf {
            $0.grace = .milliseconds(20)
            $0.pending = 2
        }
        for name in ["a", "b"] { #expect(try await message(shelf, "r/\(name)") == Self.pending("r/\(name)")) }
        // The owner gave up the first ones, but their answers are still to come.
        #expect(try await message(shelf, "r/c") == "the chart \"r/c\" is not asked for: too many others are under way")
    }

    @Test func whoWaitsUntilNothingIsUnderWayWaitsForTheOwnersToo() async throws {
        let shelf = shelf { $0.grace = .milliseconds(20) }
        await shelf.settled()
        #expect(try await message(shelf, "r/web") == Self.pending("r/web"))
        let isSettled = Mutex(false)
        let waiting = Task {
            await shelf.settled()
            isSettled.withLock { $0 = true }
        }
        repository.answer("r/web", .success(try chart("web")))
        var ready = shelf.ready.makeAsyncIterator()
        #expect(await ready.next() == ["a"])
        #expect(!isSettled.withLock { $0 })
        shelf.handled()
        await waiting.value
        #expect(isSettled.withLock { $0 })
    }
}
