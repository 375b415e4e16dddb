import DequeModule
import Events
import JSON
import Unix

/// What the renderer does with its input, apart from reading and writing: which events lead to a rendering, in which
/// order the answers leave, and what is rendered again.
///
/// Renderings run in parallel, and their answers leave in the order of the input, so that the same lines give the same
/// bytes. At most `window` inputs are in work or wait to leave, and fewer while each takes long; ``accept(_:)`` waits while that
/// many do.
package actor RenderStage {
    private let window: Int
    private let composer: EventComposer
    private var renderer: any Renderer
    private var latest: LatestChanges
    private var tellings: [ResourceReference: Telling] = [:] {
        didSet { isBeingTold = tellings.values.contains { $0.told != nil } }
    }
    /// Whether any resource's owners are being told, so that it matters which.
    private var isBeingTold = false
    private var reader = ChangeReader()
    private var round = 0

    /// What the watcher has told beside the custom resources.
    private var context = RenderContext()
    /// What each owner's templates looked up, of those that looked up anything.
    private var lookups: [OwnerID: Set<SourceKind>] = [:]
    /// Of the owners known, those that are being deleted.
    private var leaving: Set<OwnerID> = []

    private var answers: Deque<Task<StageAnswer, Never>> = []
    private var places = 0
    private var isClosed = false
    private var isAbandoned = false
    /// How many changes may be rendered one after the other.
    private var sliceLimit = 1
    private var placeWaiters: Deque<CheckedContinuation<Void, Never>> = []
    private var answerWaiter: CheckedContinuation<Void, Never>?

    /// Makes a stage.
    ///
    /// - Parameters:
    ///   - renderer: What renders, until ``use(_:)`` brings another.
    ///   - composer: Numbers the answers.
    ///   - window: The most inputs that are in work or wait to leave.
    ///   - temporaryDirectory: Where the file with each owner's last change rests.
    package init(
        renderer: any Renderer, composer: EventComposer, window: Int = 256, temporaryDirectory: String
    ) throws(UnixError) {
        self.renderer = renderer
        self.composer = composer
        self.window = window
        latest = try LatestChanges(in: temporaryDirectory)
    }

    /// Whether nothing is in work or waits to leave.
    package var isResting: Bool { places == 0 }

    /// Takes events of the input in their order; waits while there is no place for the next, unless the stage is abandoned.
    ///
    /// - Returns: The events that cannot be read, which were skipped.
    /// - Throws: `UnixError` if a change cannot be kept.
    package func accept(_ events: [Event]) async throws -> [(event: Event, reason: EventError)] {
        var skipped: [(Event, EventError)] = []
        // Changes that come together are rendered one after the other if that is quick: handing each over would take longer.
        // A chart that one of them chooses may have to be fetched first, which the others do not wait for.
        let limit = renderer.chooses ? 1 : sliceLimit
        var slice: [ChangeRendering.Work] = []
        for event in events {
            let isChange = event.type == .change
            if !isChange || slice.count >= limit || places >= room { enqueue(&slice) }
            if places < room { places += 1 } else { await waitForPlace() }
            if isAbandoned { break }
            do {
                if isChange { try acceptChange(event, &slice) } else { try await accept(event) }
            } catch let error as EventError {
                // What cannot be read may have told of an owner.
                forgetTellings()
                skipped.append((event, error))
            }
        }
        enqueue(&slice)
        return skipped
    }

    /// Takes one event that is not a change, for which there is a place.
    private func accept(_ event: Event) async throws {
        var again: [OwnerID] = []
        do {
            switch event.type {
            case .sync: again = try await acceptSync(event)
            case .source:
                let source = try SourceChange(of: event)
                again = await lookedUp(try context.sources.apply(source.change, of: source.name).map { [$0] } ?? [])
                enqueue { StageAnswer([]) }
            case .capabilities:
                again = try acceptCapabilities(event)
                enqueue { StageAnswer([]) }
            default: enqueue { StageAnswer([.other(event)]) }
            }
        } catch {
            releasePlace()
            throw error
        }
        if !again.isEmpty { try await renderAgain(again) }
    }

    /// Renders with another renderer from now on, and every known owner again.
    package func use(_ renderer: any Renderer) async throws {
        self.renderer = renderer
        try await renderAgain(latest.owners)
    }

    /// Says something in the order of the answers.
    package func tell(_ type: EventType, _ data: RawJSON) async {
        await takePlace()
        let event = composer.event(type, data: data)
        enqueue { StageAnswer([.other(event)]) }
    }

    private func passOn(_ event: Event) async {
        await takePlace()
        enqueue { StageAnswer([.other(event)]) }
    }

    /// Tells the whole state again, for a consumer that has none: every known owner, between the brackets of the
    /// resources whose telling was complete.
    package func tellAgain() async throws {
        let brackets = tellings.values.compactMap(\.brackets)
        for bracket in brackets { await passOn(bracket.started) }
        try await renderAgain(latest.owners)
        for bracket in brackets { await passOn(bracket.completed) }
    }

    /// There was a gap in the input: what was begun is not complete, and nothing follows from what it does not tell.
    package func forgetTellings() {
        for resource in tellings.keys { tellings[resource]?.told = nil }
        context.sources.forgetRounds()
    }

    /// No more input comes: ``next()`` ends after the answers that are left.
    package func close() {
        isClosed = true
        answerWaiter?.resume()
        answerWaiter = nil
    }

    /// Nobody asks for answers any more, so that no place will be free: who waits for one goes on, and no input is taken.
    package func abandon() {
        isAbandoned = true
        while let waiter = placeWaiters.popFirst() { waiter.resume() }
    }

    /// The answer to the next input in order; nil after the last.
    package func next() async -> [OutgoingEvent]? {
        while answers.isEmpty {
            if isClosed { return nil }
            await withCheckedContinuation { answerWaiter = $0 }
        }
        let answer = await answers[0].value
        answers.removeFirst()
        note(answer)
        for _ in 0..<answer.inputs { releasePlace() }
        return answer.events
    }

    // A place is taken before the input is looked at, and from there to its entry into the order nothing waits: so a
    // repetition can never overtake a newer change of the same owner.

    private func takePlace() async {
        if places < room { places += 1 } else { await waitForPlace() }
    }

    private func waitForPlace() async {
        guard !isAbandoned else { return }
        await withCheckedContinuation { placeWaiters.append($0) }
    }

    private func releasePlace() {
        // A place that is given on stays taken.
        if places <= room, let waiter = placeWaiters.popFirst() { waiter.resume() } else { places -= 1 }
    }

    private func enqueue(_ work: @escaping @Sendable () async -> StageAnswer) {
        answers.append(Task { await work() })
        answerWaiter?.resume()
        answerWaiter = nil
    }

    /// How long a slice of changes may take by what is known of the last one.
    private static let sliceTime = Duration.milliseconds(1)
    /// The most changes of a slice.
    private static let mostSliced = 64
    /// How many inputs may be in work or wait to leave if each takes long, and may have a large answer.
    private static let mostSlow = 64

    /// How many inputs may be in work or wait to leave: of quick ones several slices, so that nobody waits for the next.
    private var room: Int { min(window, max(Self.mostSlow, 4 * sliceLimit)) }

    /// Hands over changes to be rendered.
    private func enqueue(_ slice: inout [ChangeRendering.Work]) {
        guard !slice.isEmpty else { return }
        let work = slice
        slice = []
        let rendering = rendering(of: work.count, round: 0)
        enqueue { await rendering.answer(work) }
    }

    /// What renders so many changes, in whose place in the order of the answers the next numbers are.
    private func rendering(of count: Int, round: Int) -> ChangeRendering {
        ChangeRendering(
            renderer: renderer, context: context, round: round, composer: composer, sequence: composer.nextSequences(count))
    }

    private func note(_ answer: StageAnswer) {
        for (owner, kinds) in answer.lookups where !kinds.isEmpty || !lookups.isEmpty {
            lookups[owner] = kinds.isEmpty ? nil : kinds
        }
        // What was rendered of them before is over by now, and can ask for nothing any more.
        for (owner, key) in answer.gone where !latest.knows(owner) || leaving.contains(owner) { renderer.forget(key) }
        if let pace = answer.pace { sliceLimit = max(1, min(Self.mostSliced, Int(Self.sliceTime / max(pace, .nanoseconds(1))))) }
    }

    /// The owners to be rendered again, as what they looked up is different now.
    private func lookedUp(_ kinds: Set<SourceKind>) async -> [OwnerID] {
        if kinds.isEmpty { return [] }
        // What is being rendered has not said yet what it looks up; so the same lines lead to the same renderings.
        for answer in Array(answers) { note(await answer.value) }
        return latest.owners.filter { !(lookups[$0]?.isDisjoint(with: kinds) ?? true) }
    }

    /// Takes what the cluster can do.
    ///
    /// - Returns: The owners to be rendered again.
    private func acceptCapabilities(_ event: Event) throws -> [OwnerID] {
        let told = try ClusterCapabilities(of: event)
        guard told != context.capabilities else { return [] }
        context.capabilities = told
        return renderer.dependsOnCapabilities ? latest.owners : []
    }

    /// Takes a change, for which there is a place, to be rendered with those before it.
    private func acceptChange(_ event: Event, _ slice: inout [ChangeRendering.Work]) throws {
        do {
            let work = try ChangeRendering.Work(event, &reader)
            if isBeingTold { tellings[work.change.resource]?.told?.insert(work.id) }
            if work.change.kind == .deleted { latest.forget(work.id) } else { try latest.remember(work.id, event.line) }
            if work.owner.deleting, work.change.kind != .deleted {
                leaving.insert(work.id)
            } else if !leaving.isEmpty {
                leaving.remove(work.id)
            }
            slice.append(work)
        } catch {
            releasePlace()
            throw error
        }
    }

    /// - Returns: The owners to be rendered again.
    private func acceptSync(_ event: Event) async throws -> [OwnerID] {
        let sync = try Sync(of: event)
        if let source = sync.source {
            let again = await lookedUp(context.sources.take(sync, of: source))
            enqueue { StageAnswer([]) }
            return again
        }
        switch sync.phase {
        case .started:
            tellings[sync.resource, default: Telling()].begin(event, sync)
            enqueue { StageAnswer([.other(event)]) }
        case .completed:
            let told = tellings[sync.resource]?.complete(event, sync)
            let gone = try told.map { try forgetUntold(of: sync.resource, told: $0) } ?? []
            let rendering = rendering(of: gone.count, round: 0)
            enqueue {
                var answer = rendering.gone(gone)
                answer.events.append(.other(event))
                return answer
            }
        }
        return []
    }

    /// Forgets the owners of a resource that were known and are not told any more; returns them with their last events.
    private func forgetUntold(of resource: ResourceReference, told: Set<OwnerID>) throws -> [ChangeRendering.Work] {
        var gone: [ChangeRendering.Work] = []
        for owner in latest.owners where !told.contains(owner) {
            guard let line = try latest.line(of: owner) else { continue }
            let work = try ChangeRendering.Work(try Event(parsing: line[...]), &reader)
            guard work.change.resource == resource else { continue }
            gone.append(work)
            latest.forget(owner)
            leaving.remove(owner)
        }
        return gone
    }

    /// Renders the owners with these keys again with their last changes; those that are not known any more are left out.
    package func renderAgain(_ keys: [String]) async throws {
        try await renderAgain(keys.map(OwnerID.init))
    }

    private func renderAgain(_ owners: [OwnerID]) async throws {
        round += 1
        // Another repetition may begin while this one waits.
        let round = round
        for owner in owners {
            await takePlace()
            if isAbandoned { return }
            do {
                guard let line = try latest.line(of: owner) else {
                    releasePlace()
                    continue
                }
                let work = try ChangeRendering.Work(try Event(parsing: line[...]), &reader)
                let rendering = rendering(of: 1, round: round)
                enqueue { await rendering.answer([work]) }
            } catch {
                releasePlace()
                throw error
            }
        }
    }
}
