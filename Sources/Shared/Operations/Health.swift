import Synchronization

/// Whether a program lives and is ready, told by its parts: `/healthz` and `/readyz` answer from it.
///
/// A part that was never told of does not count. A program is ready once it said ``start()`` and every part that told of
/// itself is ready; it lives unless a part failed for good.
package final class Health: Sendable {
    /// How a part is.
    package enum Condition: Sendable, Equatable {
        /// It does its work.
        case ready
        /// It cannot work now and tries to: not ready, but no reason to restart the program.
        case waiting(String)
        /// It cannot work any more: the program should be restarted.
        case failed(String)
    }

    /// One line of an answer.
    package struct Part: Sendable, Equatable {
        package let name: String
        package let condition: Condition
    }

    private let state = Mutex(State())

    private struct State {
        var started = false
        var stopping = false
        var parts: [String: Condition] = [:]
    }

    package init() {}

    /// The program is set up: readiness now depends on its parts.
    package func start() {
        state.withLock { $0.started = true }
    }

    /// The program is asked to stop: it is no longer ready, and lives until it exits.
    package func stop() {
        state.withLock { $0.stopping = true }
    }

    /// Tells how a part is, such as `watch/characters.stable.example.com`.
    package func set(_ part: String, _ condition: Condition) {
        state.withLock { $0.parts[part] = condition }
    }

    /// Forgets a part.
    package func remove(_ part: String) {
        state.withLock { $0.parts[part] = nil }
    }

    /// Whether the program lives, and its parts by name.
    package func liveness() -> (isLive: Bool, parts: [Part]) {
        let parts = state.withLock { Health.list($0) }
        let failed = parts.contains { if case .failed = $0.condition { true } else { false } }
        return (!failed, parts)
    }

    /// Whether the program is ready, and its parts by name.
    package func readiness() -> (isReady: Bool, parts: [Part]) {
        let (parts, started, stopping) = state.withLock { (Health.list($0), $0.started, $0.stopping) }
        let program: Condition = stopping ? .waiting("stopping") : started ? .ready : .waiting("starting")
        let all = [Part(name: "program", condition: program)] + parts
        return (all.allSatisfy { $0.condition == .ready }, all)
    }

    private static func list(_ state: State) -> [Part] {
        state.parts.sorted { $0.key < $1.key }.map { Part(name: $0.key, condition: $0.value) }
    }
}
