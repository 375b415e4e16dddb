import Helm
import Synchronization

/// The charts that custom resources choose: each is fetched once, and a bounded number of them is held.
///
/// Answers leave the renderer in the order of its input, so that one which waits for a chart holds up those behind it. It waits for
/// ``Patience/grace`` at most, and for a repository that was too slow once not at all until it has answered: then the owner is told
/// that its chart is still being fetched, and is rendered again as soon as it is there. One that cannot be had is asked for again,
/// at growing intervals, for as long as some owner chooses it.
package final class ChartShelf: Sendable {
    /// How long is waited for what.
    package struct Patience: Sendable {
        /// How long an answer waits for a chart.
        package var grace = Duration.seconds(5)
        /// After how long a chart that cannot be had is asked for again, the first time and at the most.
        package var firstRetry = Duration.seconds(10)
        package var longestRetry = Duration.seconds(600)
        /// The most charts that are held.
        package var held = 16
        /// The most charts that are under way or cannot be had.
        package var pending = 1000

        package init() {}
    }

    /// How a chart is had.
    package typealias Fetch = @Sendable (ChartChoice) async throws(ChartError) -> Chart

    /// The keys of owners that are to be rendered again, because their chart came, or now is known not to come.
    package let ready: AsyncStream<[String]>

    private let fetch: Fetch
    private let patience: Patience
    private let state = Mutex(State())
    private let announce: AsyncStream<[String]>.Continuation

    /// What is known of one chart.
    private struct Entry {
        var chart: Chart?
        var problem: String?
        /// When it was last asked for.
        var used: UInt64 = 0
        /// Who was told that it is not there.
        var owners: Set<String> = []
        /// Who waits for it now.
        var waiters: [UInt64: CheckedContinuation<Void, Never>] = [:]
        /// Asks for it until it is there.
        var work: Task<Void, Never>?

        /// Whether somebody would have it.
        var isWanted: Bool { !owners.isEmpty || !waiters.isEmpty }
    }

    private struct State {
        var entries: [ChartChoice: Entry] = [:]
        /// The choice of each owner that was told that its chart is not there.
        var choices: [String: ChartChoice] = [:]
        /// The repositories that were too slow and have not answered since.
        var slow: Set<String> = []
        var clock: UInt64 = 0
        /// How many times ``ready`` named owners that were not taken care of yet.
        var unhandled = 0
        /// Who waits until nothing is under way.
        var idlers: [AsyncStream<Never>.Continuation] = []

        /// Tells those who wait, if nothing is under way for the first time and all owners named were taken care of.
        mutating func noteIdle() -> Bool {
            guard unhandled == 0, entries.values.allSatisfy({ $0.chart != nil || $0.problem != nil }) else { return false }
            for idler in idlers { idler.finish() }
            idlers = []
            return true
        }
    }

    package init(patience: Patience = Patience(), fetch: @escaping Fetch) {
        self.patience = patience
        self.fetch = fetch
        (ready, announce) = AsyncStream.makeStream()
    }

    /// A chart, for an owner that is rendered with it.
    ///
    /// - Throws: `RenderError` if it is not there in time, or cannot be had; then ``ready`` names the owner once that has changed.
    func chart(_ choice: ChartChoice, for owner: String) async throws(RenderError) -> Chart {
        forget(owner, unless: choice)
        while true {
            if let chart = try begin(choice, owner) { return chart }
            await wait(for: choice)
            let result = state.withLock { state -> Result<Chart, RenderError>? in
                // Nobody seemed to want it any more: it is asked for anew.
                guard let entry = state.entries[choice] else { return nil }
                return entry.chart.map { .success($0) } ?? .failure(Self.tell(owner, of: choice, in: &state))
            }
            if let result { return try result.get() }
        }
    }

    /// Forgets an owner that is gone; what only it waited for is not asked for any more.
    func forget(_ owner: String) { forget(owner, unless: nil) }

    /// The owners that ``ready`` named were taken care of.
    func handled() {
        state.withLock { state in
            state.unhandled -= 1
            _ = state.noteIdle()
        }
    }

    /// Waits until no chart is asked for the first time, and all owners that ``ready`` named were taken care of, or until the task
    /// is cancelled.
    func settled() async {
        let (stream, continuation) = AsyncStream<Never>.makeStream()
        let isIdle = state.withLock { state in
            state.idlers.append(continuation)
            return state.noteIdle()
        }
        if isIdle { return }
        for await _ in stream {}
    }

    private func forget(_ owner: String, unless choice: ChartChoice?) {
        state.withLock { state in
            guard let former = state.choices[owner], former != choice else { return }
            state.choices[owner] = nil
            state.entries[former]?.owners.remove(owner)
        }
    }

    /// The chart if it is there; nil if it is worth to wait for it.
    private func begin(_ choice: ChartChoice, _ owner: String) throws(RenderError) -> Chart? {
        try state.withLock { state -> Result<Chart?, RenderError> in
            state.clock &+= 1
            if state.entries[choice] == nil {
                guard state.entries.values.count(where: { $0.chart == nil }) < patience.pending else {
                    return .failure(RenderError("the chart \"\(choice)\" is not asked for: too many others are under way"))
                }
                state.entries[choice] = Entry(work: Task { await work(on: choice) })
            }
            state.entries[choice]?.used = state.clock
            if let chart = state.entries[choice]?.chart { return .success(chart) }
            let isHopeless = state.entries[choice]?.problem != nil || state.slow.contains(choice.repository)
            return isHopeless ? .failure(Self.tell(owner, of: choice, in: &state)) : .success(nil)
        }.get()
    }

    /// Keeps in mind that an owner has no chart yet; returns what it is told.
    private static func tell(_ owner: String, of choice: ChartChoice, in state: inout State) -> RenderError {
        state.entries[choice]?.owners.insert(owner)
        state.choices[owner] = choice
        let chosen = "the chart \"\(choice)\", which the annotation \"\(ChartChoice.annotation)\" chooses,"
        if let problem = state.entries[choice]?.problem { return RenderError("\(chosen) cannot be had: \(problem)") }
        return RenderError("\(chosen) is still being fetched: this is rendered again as soon as it is there")
    }

    /// Waits until a chart is there, or is known not to come, or for the time of grace.
    private func wait(for choice: ChartChoice) async {
        let id = state.withLock { state in
            state.clock &+= 1
            return state.clock
        }
        let timer = Task { [grace = patience.grace] in
            guard (try? await Task.sleep(for: grace)) != nil else { return }
            lapse(choice, id)
        }
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                guard let entry = state.entries[choice], entry.chart == nil, entry.problem == nil else { return true }
                state.entries[choice]?.waiters[id] = continuation
                return false
            }
            if isOver { continuation.resume() }
        }
        timer.cancel()
    }

    /// The time of grace of one who waits is over.
    private func lapse(_ choice: ChartChoice, _ id: UInt64) {
        let waiter = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard let waiter = state.entries[choice]?.waiters.removeValue(forKey: id) else { return nil }
            state.slow.insert(choice.repository)
            return waiter
        }
        waiter?.resume()
    }
}

/// The work on one chart, until it is there or nobody wants it.
extension ChartShelf {
    private func work(on choice: ChartChoice) async {
        var pause = patience.firstRetry
        while true {
            let result: Result<Chart, ChartError>
            do throws(ChartError) { result = .success(try await fetch(choice)) } catch { result = .failure(error) }
            settle(choice, result)
            if case .success = result { return }
            guard (try? await Task.sleep(for: pause)) != nil else { return }
            pause = min(pause * 2, patience.longestRetry)
            let isWanted = state.withLock { state in
                if state.entries[choice]?.isWanted == true { return true }
                state.entries[choice] = nil
                return false
            }
            if !isWanted { return }
        }
    }

    /// Tells everybody what became of a chart.
    private func settle(_ choice: ChartChoice, _ result: Result<Chart, ChartError>) {
        let (waiters, owners) = state.withLock { state -> ([CheckedContinuation<Void, Never>], Set<String>) in
            guard var entry = state.entries[choice] else { return ([], []) }
            let former = entry.problem
            var owners: Set<String> = []
            switch result {
            case .success(let chart):
                state.slow.remove(choice.repository)
                entry.chart = chart
                entry.problem = nil
                (owners, entry.owners) = (entry.owners, [])
                for owner in owners { state.choices[owner] = nil }
            case .failure(let error):
                entry.problem = error.description
                // Who was told the same before need not be told again.
                if former != entry.problem { owners = entry.owners }
            }
            let waiters = Array(entry.waiters.values)
            entry.waiters = [:]
            state.entries[choice] = entry
            Self.makeRoom(in: &state, held: patience.held)
            if !owners.isEmpty { state.unhandled += 1 }
            _ = state.noteIdle()
            return (waiters, owners)
        }
        for waiter in waiters { waiter.resume() }
        if !owners.isEmpty { announce.yield(owners.sorted()) }
    }

    /// Lets go of the charts that nobody asked for the longest.
    private static func makeRoom(in state: inout State, held: Int) {
        let there = state.entries.filter { $0.value.chart != nil }.sorted { $0.value.used < $1.value.used }
        for (choice, _) in there.dropLast(max(1, held)) { state.entries[choice] = nil }
    }
}
