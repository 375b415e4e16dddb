/// The protocol of watching one resource, without its input and output: find the resource, list it, watch it, and recover from everything
/// that happens in between.
///
/// It is driven by ``handle(_:at:chance:)``: whoever runs it performs the actions that this returns, and hands in what came of them. Time and
/// chance come in as parameters, so every path can be run through in a test.
///
/// The rules are those of client-go's reflector: a watch starts from the resourceVersion of the list before it, is ended by the server
/// after five to ten minutes and resumed where it was; 410 means to list again; other failures are waited out. What is different: a
/// resource that is not there yet is waited for, and its disappearance is believed only when it is certain, because everything made from
/// its objects is torn down then.
package struct WatchMachine: Sendable {
    private enum State: Equatable {
        case idle
        case resolving
        case listing
        case streaming
        case watching(since: Duration, advanced: Bool)
        /// `unresolved`: what discovery said if it denies the resource too; nil if only a list or a watch did.
        case confirmingAbsence(unresolved: String?)
        case waiting(then: Step)
    }

    private enum Step: Equatable { case resolve, list, watch }

    /// A watch that the server ends this soon without an event counts as a failure.
    private static let shortestWatch = Duration.seconds(1)
    /// A list that is too old this soon after another counts as a failure.
    private static let shortestListLife = Duration.seconds(5)
    /// A resource that is not there yet is asked for at least this often.
    private static let longestAbsenceWait = Duration.seconds(5)
    /// A streaming list that breaks this often in a row is read in pages instead.
    private static let brokenStreamsAllowed = 2

    private var state = State.idle
    private var backoff: Backoff
    private var resourceVersion = ""
    private var streamsLists: Bool
    private var brokenStreams = 0
    /// A list was completed, and nothing has shown since that its objects are gone.
    private var hasListed = false
    private var wantsList = true
    private var lastListStart: Duration?
    private var isAbsent = false
    private var refusal: String?
    private var isTroubled = false

    /// - Parameters:
    ///   - streamsLists: Whether to try `sendInitialEvents` before lists in pages.
    ///   - backoff: How long to wait after failures.
    package init(streamsLists: Bool = true, backoff: Backoff = Backoff()) {
        self.streamsLists = streamsLists
        self.backoff = backoff
    }

    /// Takes what happened and answers what to do.
    ///
    /// - Parameters:
    ///   - input: What happened.
    ///   - now: When, on a clock that only goes forward.
    ///   - chance: A random number from 0 up to 1, for the wait or the timeout that may come of it.
    package mutating func handle(_ input: WatchInput, at now: Duration, chance: Double) -> [WatchAction] {
        if input == .relist { return relist(at: now, chance: chance) }
        switch (state, input) {
        case (.idle, .start):
            state = .resolving
            return [.resolve]
        case (.resolving, .resolved):
            let reports: [WatchAction] = isAbsent ? [.report(.appeared)] : []
            isAbsent = false
            return reports + proceed(at: now, chance: chance)
        case (.listing, .listed(let version)):
            return completeList(version) + watch(at: now, chance: chance)
        case (.streaming, .initialEventsEnded(let version)):
            state = .watching(since: now, advanced: true)
            brokenStreams = 0
            return completeList(version)
        case (.streaming, .ended):
            return brokenStream(at: now, chance: chance)
        case (.watching(let since, _), .advanced(let version)):
            if !version.isEmpty { resourceVersion = version }
            state = .watching(since: since, advanced: true)
            return recovered()
        case (.watching(let since, let advanced), .ended):
            if advanced || now - since >= Self.shortestWatch { return recovered() + watch(at: now, chance: chance) }
            return wait(for: .unavailable("the API server ended the watch at once"), then: .watch, at: now, chance: chance)
        case (.confirmingAbsence(let reason), .absence(let isCertain)):
            return absence(isCertain: isCertain, unresolved: reason, at: now, chance: chance)
        case (.waiting(let step), .waited):
            return resume(step, at: now, chance: chance)
        case (_, .failed(let failure)):
            return fail(failure, at: now, chance: chance)
        default:
            // An answer to a question that was withdrawn in the meantime.
            return []
        }
    }

    private mutating func relist(at now: Duration, chance: Double) -> [WatchAction] {
        wantsList = true
        switch state {
        case .listing, .streaming, .watching: return list(at: now, chance: chance)
        case .idle, .resolving, .confirmingAbsence, .waiting: return []
        }
    }

    private mutating func resume(_ step: Step, at now: Duration, chance: Double) -> [WatchAction] {
        switch step {
        case .resolve:
            state = .resolving
            return [.resolve]
        case .list: return list(at: now, chance: chance)
        case .watch: return proceed(at: now, chance: chance)
        }
    }

    private mutating func proceed(at now: Duration, chance: Double) -> [WatchAction] {
        wantsList || resourceVersion.isEmpty ? list(at: now, chance: chance) : watch(at: now, chance: chance)
    }

    private mutating func list(at now: Duration, chance: Double) -> [WatchAction] {
        wantsList = true
        lastListStart = now
        state = streamsLists ? .streaming : .listing
        return [.beginList, streamsLists ? .streamList(timeoutSeconds: Self.timeout(chance)) : .list]
    }

    private mutating func watch(at now: Duration, chance: Double) -> [WatchAction] {
        state = .watching(since: now, advanced: false)
        return [.watch(from: resourceVersion, timeoutSeconds: Self.timeout(chance))]
    }

    private mutating func completeList(_ version: String) -> [WatchAction] {
        resourceVersion = version
        wantsList = false
        hasListed = true
        refusal = nil
        return recovered() + [.endList, .ready(true)]
    }

    private mutating func recovered() -> [WatchAction] {
        guard isTroubled else { return [] }
        isTroubled = false
        refusal = nil
        return [.report(.recovered), .ready(hasListed)]
    }

    private mutating func brokenStream(at now: Duration, chance: Double) -> [WatchAction] {
        brokenStreams += 1
        let failure = WatchFailure.unavailable("the API server ended a streaming list before its end")
        guard brokenStreams >= Self.brokenStreamsAllowed else { return wait(for: failure, then: .list, at: now, chance: chance) }
        return listInPages("it ended streaming lists before their end", at: now, chance: chance)
    }

    private mutating func listInPages(_ reason: String, at now: Duration, chance: Double) -> [WatchAction] {
        streamsLists = false
        return [.report(.listsInPages(reason))] + list(at: now, chance: chance)
    }

    private static func timeout(_ chance: Double) -> Int { 300 + Int(min(max(chance, 0), 1) * 300) }
}

// MARK: Failures

extension WatchMachine {
    private mutating func fail(_ failure: WatchFailure, at now: Duration, chance: Double) -> [WatchAction] {
        switch (state, failure) {
        case (.streaming, .unsupported(let reason)), (.streaming, .refused(let reason)):
            // A role that may list but not watch is refused with the list's own words then.
            return listInPages(reason, at: now, chance: chance)
        case (.listing, .gone), (.streaming, .gone), (.watching, .gone):
            return tooOld(at: now, chance: chance)
        case (.resolving, .absent(let reason)):
            return absent(reason, at: now, chance: chance)
        case (.listing, .absent), (.streaming, .absent), (.watching, .absent):
            state = .confirmingAbsence(unresolved: nil)
            return [.confirmAbsence]
        case (.resolving, _): return wait(for: failure, then: .resolve, at: now, chance: chance)
        case (.confirmingAbsence, _): return wait(for: failure, then: .resolve, at: now, chance: chance)
        case (.listing, _): return wait(for: failure, then: .list, at: now, chance: chance)
        case (.streaming, _): return wait(for: failure, then: .list, at: now, chance: chance)
        case (.watching, _): return wait(for: failure, then: .watch, at: now, chance: chance)
        case (.idle, _), (.waiting, _): return []
        }
    }

    private mutating func tooOld(at now: Duration, chance: Double) -> [WatchAction] {
        wantsList = true
        if let lastListStart, now - lastListStart < Self.shortestListLife {
            return [.report(.relisting)]
                + wait(
                    for: .unavailable("the list was too old for the API server as soon as it was read"), then: .list, at: now,
                    chance: chance)
        }
        return [.report(.relisting)] + list(at: now, chance: chance)
    }

    private mutating func absent(_ reason: String, at now: Duration, chance: Double) -> [WatchAction] {
        if hasListed {
            state = .confirmingAbsence(unresolved: reason)
            return [.confirmAbsence]
        }
        return waitForResource(reason, at: now, chance: chance)
    }

    private mutating func waitForResource(_ reason: String, at now: Duration, chance: Double) -> [WatchAction] {
        var actions: [WatchAction] = isAbsent ? [] : [.report(.absent(reason)), .ready(false)]
        isAbsent = true
        state = .waiting(then: .resolve)
        actions.append(.wait(min(backoff.delay(at: now, chance: chance), Self.longestAbsenceWait)))
        return actions
    }

    private mutating func absence(
        isCertain: Bool, unresolved reason: String?, at now: Duration, chance: Double
    ) -> [WatchAction] {
        guard isCertain else {
            wantsList = true
            if let reason { return waitForResource(reason, at: now, chance: chance) }
            // Discovery has not denied it yet: nothing to tell people of, API servers answer so while they start.
            state = .waiting(then: .resolve)
            return [.wait(min(backoff.delay(at: now, chance: chance), Self.longestAbsenceWait))]
        }
        isAbsent = false
        let tell: [WatchAction] = hasListed ? [.tellAllGone] : []
        hasListed = false
        wantsList = true
        resourceVersion = ""
        return tell + waitForResource("it was deleted", at: now, chance: chance)
    }

    private mutating func wait(
        for failure: WatchFailure, then step: Step, at now: Duration, chance: Double
    ) -> [WatchAction] {
        var delay = backoff.delay(at: now, chance: chance)
        var actions: [WatchAction] = []
        switch failure {
        case .refused(let text):
            if refusal != text { actions += [.report(.refused(text)), .ready(false)] }
            refusal = text
        case .unavailable(let text, let retryAfter):
            // A server that asks for more than ten minutes is not believed.
            if let retryAfter { delay = min(max(delay, retryAfter), .seconds(600)) }
            actions.append(.report(.unavailable(text, retryIn: delay, attempt: backoff.failuresInARow)))
        case .unsupported(let text), .absent(let text):
            actions.append(.report(.unavailable(text, retryIn: delay, attempt: backoff.failuresInARow)))
        case .gone:
            actions.append(.report(.relisting))
        }
        isTroubled = true
        state = .waiting(then: step)
        return actions + [.wait(delay)]
    }
}
