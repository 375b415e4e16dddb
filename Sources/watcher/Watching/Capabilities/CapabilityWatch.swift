import Events
import Kubernetes
import Logging
import Unix

/// Finds out what the cluster can do, at the start and whenever it may have changed, and tells it if it has.
///
/// What is refused or cannot be reached is said once and tried again later; it holds nothing up.
package final class CapabilityWatch: Sendable {
    /// Asks the API server what it can do.
    package typealias Question = @Sendable () async throws(KubernetesError) -> CapabilityAnswer

    private struct State {
        var isWanted = true
        /// Kinds that are served, whether discovery's overview has them yet or not.
        var expected: Set<ObjectKind> = []
        var known = KnownCapabilities()
        var isTroubled = false
        /// The groups and versions that did not answer.
        var silent: Set<String> = []
    }

    private let question: Question
    private let outlet: Outlet
    private let logger: Logger
    private let clock: WatchClock
    private let state = Monitor(State())

    /// How often an overview that lacks an expected kind is asked for again.
    private static let patience = 6

    /// - Parameters:
    ///   - outlet: Takes what there is to tell.
    ///   - logger: Takes what people want to read.
    ///   - question: Asks the API server.
    package init(outlet: Outlet, logger: Logger, clock: WatchClock = .real, question: @escaping Question) {
        self.question = question
        self.outlet = outlet
        self.logger = logger
        self.clock = clock
    }

    /// The cluster is to be asked again.
    ///
    /// - Parameter kind: A kind that is served from now on: the overview may have it a little later.
    package func ask(expecting kind: ObjectKind? = nil) {
        state.update { state in
            state.isWanted = true
            if let kind { state.expected.insert(kind) }
        }
    }

    /// Asks once, so that the answer is told before everything else.
    package func askFirst() async { _ = await attempt() }

    /// Asks whenever it is wanted, until the task is cancelled.
    package func run() async {
        var backoff = Backoff()
        while !Task.isCancelled {
            guard state.withLock({ $0.isWanted }) else {
                await state.wait { !$0.isWanted }
                continue
            }
            if await attempt() {
                backoff.reset()
            } else {
                if backoff.failuresInARow >= Self.patience { state.withLock { $0.expected = [] } }
                await clock.sleep(backoff.delay(at: clock.now(), chance: clock.chance()))
            }
        }
    }

    /// Asks, and tells what has changed; answers whether there is nothing left to ask.
    private func attempt() async -> Bool {
        state.withLock { $0.isWanted = false }
        do throws(KubernetesError) {
            take(try await question())
        } catch {
            if error.isCancelled { return false }
            let isNew = state.withLock { state in
                state.isWanted = true
                defer { state.isTroubled = true }
                return !state.isTroubled
            }
            logger.log(
                level: isNew ? .warning : .debug,
                "unable to find out what the cluster can do; charts see what is configured or was told before",
                metadata: ["reason": "\(error)"])
            return false
        }
        return state.withLock { state in
            if !state.expected.isEmpty { state.isWanted = true }
            return state.expected.isEmpty
        }
    }

    private func take(_ answer: CapabilityAnswer) {
        let silent = Set(answer.versions.filter { !$0.isCurrent }.map(\.apiVersion))
        let (capabilities, newlySilent, hasRecovered) = state.withLock { state in
            let capabilities = state.known.take(answer)
            state.expected = state.expected.filter { !state.known.has($0.kind, in: $0.apiVersion) }
            defer {
                state.silent = silent
                state.isTroubled = false
            }
            return (capabilities, silent.subtracting(state.silent), state.isTroubled)
        }
        for group in newlySilent.sorted() {
            logger.warning(
                "an API group does not say what it serves; its kinds stay as they were known", metadata: ["group": "\(group)"])
        }
        if hasRecovered { logger.info("the API server says what the cluster can do again") }
        guard outlet.tell(capabilities) else { return }
        logger.info(
            "what the cluster can do is told",
            metadata: ["version": "\(capabilities.kubeVersion)", "apiVersions": "\(capabilities.apiVersions.count)"])
    }
}
