import Events
import Synchronization

@testable import Reconciling

/// A target that does what a test tells it and remembers what it was asked.
final class ScriptedTarget: Target {
    private struct State {
        var calls: [String] = []
        var failures: [String: Int] = [:]
        var orphans: [Owner] = []
        var told: [String: Bool] = [:]
    }

    private let state = Mutex(State())
    private let gate: (@Sendable (String) async -> Void)?

    /// - Parameters:
    ///   - failures: How often an owner of that name fails before it succeeds.
    ///   - orphans: The owners that have objects here.
    ///   - gate: Holds up work on an owner of that name.
    init(failures: [String: Int] = [:], orphans: [Owner] = [], gate: (@Sendable (String) async -> Void)? = nil) {
        self.gate = gate
        state.withLock {
            $0.failures = failures
            $0.orphans = orphans
        }
    }

    var calls: [String] { state.withLock { $0.calls } }

    func apply(_ bundle: Bundle) async -> Report {
        await perform("apply", bundle.owner, digest: bundle.digest)
    }

    func tearDown(_ teardown: Teardown) async -> Report {
        await perform(teardown.reason.rawValue, teardown.owner)
    }

    func orphans(of resource: ResourceReference, told: @Sendable @escaping (String) -> Bool) async -> [Owner] {
        state.withLock { $0.orphans }.filter { !told($0.key) }
    }

    func tearDownOrphan(_ owner: Owner) async -> Report {
        await perform("orphan", owner)
    }

    private func perform(_ verb: String, _ owner: Owner, digest: String? = nil) async -> Report {
        await gate?(owner.name)
        return state.withLock { state in
            state.calls.append("\(verb) \(owner.name)" + (digest.map { " \($0)" } ?? ""))
            guard let left = state.failures[owner.name], left > 0 else { return Report() }
            state.failures[owner.name] = left - 1
            return Report(failure: "\(owner.name) fails")
        }
    }
}
