import Events
import JSON
import Kubernetes
import Synchronization

/// One watch of one resource in one scope: performs what ``WatchMachine`` decides, and tells what comes of it.
package final class ScopeWatch: Sendable {
    private struct State {
        var machine: WatchMachine
        var ledger = Ledger()
        /// What was to be told when the list that is read, or was read last, began.
        var mode = TellingMode(round: 0, tellsAll: false)
        var kind = ObjectKind(apiVersion: "", kind: "")
        var isRelistWanted = false
        var operation: Task<WatchInput?, Never>?
        /// Whether a list is being told, so that its mode holds.
        var isListing = false
        var trouble: WatchReport?
        /// How often in a row discovery has denied a source.
        var denials = 0
        /// A source that the API server does not serve is told as one without objects.
        var isTakenAsEmpty = false
    }

    private let resource: Int
    private let scope: Int
    private let rules: ObservationRules
    private let transport: any WatchTransport
    private let outlet: Outlet
    private let reporter: WatchReporter
    private let clock: WatchClock
    private let once: Bool
    private let isSource: Bool
    private let capabilities: CapabilityWatch?
    private let state: Mutex<State>

    /// - Parameters:
    ///   - resource: The resource's number in the outlet.
    ///   - scope: The scope's number in the resource.
    ///   - rules: Which objects and which content matter.
    ///   - transport: Sends the requests.
    ///   - outlet: Takes what there is to tell.
    ///   - reporter: Tells people, probes and metrics.
    ///   - once: Whether to end after the first list.
    ///   - capabilities: Is told when the resource comes and goes.
    package init(
        resource: Int, scope: Int, rules: ObservationRules, transport: any WatchTransport, outlet: Outlet,
        reporter: WatchReporter, clock: WatchClock = .real, once: Bool = false, capabilities: CapabilityWatch? = nil
    ) {
        self.resource = resource
        self.scope = scope
        self.rules = rules
        self.transport = transport
        self.outlet = outlet
        self.reporter = reporter
        self.clock = clock
        self.once = once
        self.capabilities = capabilities
        isSource = outlet.source(of: resource) != nil
        state = Mutex(State(machine: WatchMachine(streamsLists: !once)))
    }

    /// Watches until the task is cancelled; with `once`, until the list is told.
    ///
    /// - Throws: ``WatchingError/unableToListOnce(resource:reason:)`` with `once` only.
    package func run() async throws(WatchingError) {
        var input = WatchInput.start
        while !Task.isCancelled {
            let actions = handle(input)
            guard let next = try await perform(actions) else { return }
            input = next
        }
    }

    /// Everything is to be told again: cuts a list or a watch short.
    package func relist() {
        state.withLock { state in
            state.isRelistWanted = true
            state.operation?.cancel()
        }
    }

    private func handle(_ input: WatchInput) -> [WatchAction] {
        let (now, chance) = (clock.now(), clock.chance())
        return state.withLock { state in
            if state.isRelistWanted {
                state.isRelistWanted = false
                let actions = state.machine.handle(.relist, at: now, chance: chance)
                if !actions.isEmpty { return actions }
            }
            return state.machine.handle(input, at: now, chance: chance)
        }
    }

    /// Performs actions in order; answers what came of the last, or nil if it is time to stop.
    private func perform(_ actions: [WatchAction]) async throws(WatchingError) -> WatchInput? {
        var outcome: WatchInput?
        for action in actions {
            switch action {
            case .resolve: outcome = await resolve()
            case .list: outcome = await interruptibly { await self.afterSources { await self.list() } }
            case .streamList(let timeout):
                outcome = await interruptibly {
                    await self.afterSources { await self.watch(from: nil, timeout, initialEvents: true) }
                }
            case .watch(let version, let timeout):
                if once { return nil }
                outcome = await interruptibly { await self.watch(from: version, timeout, initialEvents: false) }
            case .wait(let duration):
                if once, state.withLock({ $0.isTakenAsEmpty }) { return nil }
                try giveUpIfOnce()
                await clock.sleep(duration)
                outcome = .waited
            case .confirmAbsence: outcome = await confirmAbsence()
            default: await perform(action)
            }
        }
        return outcome
    }

    /// Performs an action that is no request and no wait.
    private func perform(_ action: WatchAction) async {
        switch action {
        case .beginList: beginList()
        case .endList: await endList()
        case .tellAllGone:
            capabilities?.ask()
            await tellGone(state.withLock { $0.ledger.all() })
        case .ready(let isReady): reporter.ready(isReady)
        case .report(let report):
            let kind = state.withLock { state in
                state.trouble = report
                return state.kind
            }
            if case .appeared = report { capabilities?.ask(expecting: kind) }
            reporter.report(report)
        default: break
        }
    }

    private func giveUpIfOnce() throws(WatchingError) {
        let (trouble, denials) = state.withLock { ($0.trouble, $0.denials) }
        guard once, let trouble else { return }
        switch trouble {
        case .absent where isSource && denials < WatchPatience.failuresAllowedOnce: return
        case .absent(let reason), .refused(let reason):
            throw .unableToListOnce(resource: "\(transport.target)", reason: reason)
        case .unavailable(let reason, _, let attempt) where attempt >= WatchPatience.failuresAllowedOnce:
            throw .unableToListOnce(resource: "\(transport.target)", reason: reason)
        default: return
        }
    }

    /// Reads a list once every source was told, so that templates find in them what there is.
    private func afterSources(_ list: () async -> WatchInput) async -> WatchInput {
        while !isSource, !Task.isCancelled, case let untold = outlet.untoldSources, !untold.isEmpty {
            reporter.heldBack(by: untold)
            await outlet.untoldSourcesChange(from: untold)
        }
        // Why it was cancelled is known to who did it.
        return Task.isCancelled ? .failed(.unavailable("cancelled")) : await list()
    }

    /// Runs a request in a task that ``relist()`` can cancel.
    private func interruptibly(_ operation: @escaping @Sendable () async -> WatchInput?) async -> WatchInput? {
        let task = Task { await operation() }
        state.withLock { state in
            state.operation = task
            if state.isRelistWanted { task.cancel() }
        }
        let outcome = await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
        state.withLock { $0.operation = nil }
        return outcome
    }
}

// MARK: Requests

extension ScopeWatch {
    private func resolve() async -> WatchInput {
        do throws(WatchFailure) {
            let reference = try await transport.resolve()
            outlet.describe(resource, as: reference)
            state.withLock { state in
                state.kind = ObjectKind(apiVersion: reference.apiVersion, kind: reference.kind)
                state.denials = 0
                state.isTakenAsEmpty = false
            }
            return .resolved
        } catch {
            if isSource, case .absent = error { await takeAsEmptyIfUnserved() }
            return .failed(error)
        }
    }

    /// A source that the API server certainly does not serve has no objects, and is told so: nothing waits for it.
    private func takeAsEmptyIfUnserved() async {
        let (denials, isTaken) = state.withLock { state in
            state.denials += 1
            return (state.denials, state.isTakenAsEmpty)
        }
        let isDue = outlet.mode(resource, scope).tellsAll
        guard denials >= WatchPatience.denialsBelieved, isDue || !isTaken else { return }
        // Without a kind another scope of it was found to be unserved.
        let isUnknown = outlet.reference(of: resource)?.kind.isEmpty ?? true
        // What has been there is believed to be gone only if that is certain.
        let isBelieved = isUnknown && denials >= WatchPatience.bareDenialsBelieved
        guard await transport.isCertainlyUnserved() ?? isBelieved else { return }
        state.withLock { $0.isTakenAsEmpty = true }
        if !isTaken { reporter.takenAsEmpty() }
        guard isDue else { return }
        if isUnknown { outlet.describe(resource, as: transport.target.unservedReference) }
        beginList()
        await endList()
    }

    private func confirmAbsence() async -> WatchInput {
        do throws(WatchFailure) {
            return .absence(isCertain: try await transport.isCertainlyAbsent())
        } catch {
            return .failed(error)
        }
    }

    private func list() async -> WatchInput {
        reporter.countList()
        do throws(WatchFailure) {
            let version = try await transport.list { page in
                self.outlet.open(self.resource, self.scope, self.state.withLock { $0.mode })
                for item in page.items { await self.observe(item) }
            }
            return .listed(resourceVersion: version)
        } catch {
            return .failed(error)
        }
    }

    private func watch(from version: String?, _ timeoutSeconds: Int, initialEvents: Bool) async -> WatchInput {
        if initialEvents { reporter.countList() }
        do throws(WatchFailure) {
            try await transport.watch(from: version, timeoutSeconds: timeoutSeconds, initialEvents: initialEvents) { event in
                await self.receive(event)
            }
            return .ended
        } catch {
            return .failed(error)
        }
    }
}

// MARK: What comes of them

extension ScopeWatch {
    private func receive(_ event: WatchEvent) async {
        reporter.count(event)
        defer { noteKnowledge() }
        switch event.type {
        case .bookmark:
            guard let bookmark = Bookmark(event.object) else { return }
            await advance(
                bookmark.endsInitialEvents
                    ? .initialEventsEnded(resourceVersion: bookmark.resourceVersion) : .advanced(to: bookmark.resourceVersion))
        case .added, .modified:
            let (mode, isListing) = state.withLock { ($0.mode, $0.isListing) }
            if isListing { outlet.open(resource, scope, mode) }
            if let version = await observe(event.object) { await advance(.advanced(to: version)) }
        case .deleted:
            guard let object = read(event.object) else { return }
            await tell(state.withLock { $0.ledger.observeDeletion(of: object) })
            await advance(.advanced(to: object.identity.resourceVersion))
        case .error: return
        }
    }

    /// Feeds what a watch brought while it goes on; what comes of it is never a request.
    private func advance(_ input: WatchInput) async {
        let (now, chance) = (clock.now(), clock.chance())
        for action in state.withLock({ $0.machine.handle(input, at: now, chance: chance) }) { await perform(action) }
    }

    /// Takes an object of a list or a watch; answers its resourceVersion.
    @discardableResult
    private func observe(_ raw: RawJSON) async -> String? {
        guard let object = read(raw) else { return nil }
        let tellings = state.withLock { state in
            state.ledger.observe(
                object, TellingMode(round: state.mode.round, tellsAll: state.isListing && state.mode.tellsAll))
        }
        await tell(tellings)
        return object.identity.resourceVersion
    }

    private func noteKnowledge() {
        let (count, bytes) = state.withLock { ($0.ledger.count, $0.ledger.allocatedBytes) }
        reporter.known(count: count, bytes: bytes)
    }

    private func read(_ raw: RawJSON) -> ObservedObject? {
        do throws(WatchingError) {
            return try ObservedObject(raw, rules: rules, kind: state.withLock { $0.kind })
        } catch {
            reporter.unreadable(error)
            return nil
        }
    }

    private func tell(_ tellings: [Telling]) async {
        guard !tellings.isEmpty else { return }
        let mode = state.withLock { $0.mode }
        for var telling in tellings {
            // A copy: the object's bytes are a slice of a whole page or chunk, which would stay in memory with it.
            let copy = telling.object.map { RawJSON(unchecked: ArraySlice(Array($0.bytes))) }
            telling.object = copy ?? state.withLock { $0.kind }.reference(to: telling.identity)
            await outlet.tell(resource, telling, mode)
        }
    }

    private func tellGone(_ identities: [ObjectIdentity]) async {
        for identity in identities {
            if let telling = state.withLock({ $0.ledger.forget(identity) }) { await tell([telling]) }
        }
    }

    private func beginList() {
        // The round that the list belongs to is that of its begin: a round that begins later lists anew.
        let mode = outlet.mode(resource, scope)
        state.withLock { state in
            state.mode = mode
            state.isListing = true
            state.ledger.beginList()
        }
    }

    private func endList() async {
        let mode = state.withLock { $0.mode }
        outlet.open(resource, scope, mode)
        await tellGone(state.withLock { $0.ledger.missing() })
        let count = state.withLock { state in
            state.isListing = false
            return state.ledger.count
        }
        reporter.listed(count: count)
        noteKnowledge()
        outlet.close(resource, scope, mode, count: count)
    }
}
