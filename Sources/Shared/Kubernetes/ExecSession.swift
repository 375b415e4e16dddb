import HTTP
import JSON
import Synchronization
import Unix

/// Keeps what an exec plugin gave until it expires or is refused.
final class ExecSession: Sendable {
    private typealias Answer = Result<ExecCredential, KubernetesError>

    private struct State {
        var current: ExecCredential?
        var running: Task<Answer, Never>?
    }

    /// A credential counts as expired this many seconds early: a request takes time too.
    private static let slack: Int64 = 5

    private let run: ExecRun
    private let state = Mutex(State())

    init(_ plugin: ExecPlugin, configuration: ClientConfiguration) {
        run = ExecRun(plugin: plugin, configuration: configuration)
    }

    /// The credential to use now; runs the plugin if there is none that lasts.
    func credential() async throws(KubernetesError) -> Credential {
        let task = state.withLock { state -> Result<Credential, Never>? in
            guard let current = state.current, !Self.isExpired(current) else { return nil }
            return .success(current.credential)
        }
        if case .success(let credential) = task { return credential }
        return try await renew().credential
    }

    /// Lets go of `credential`, which the server refused, unless there is a newer one already.
    func forget(_ credential: Credential) {
        state.withLock { state in
            if state.current?.credential == credential { state.current = nil }
        }
    }

    private static func isExpired(_ credential: ExecCredential) -> Bool {
        guard let expiration = credential.expiration else { return false }
        return expiration.seconds - slack <= WallClock.now().seconds
    }

    /// Runs the plugin; who asks while it runs shares what it gives.
    private func renew() async throws(KubernetesError) -> ExecCredential {
        let task = state.withLock { state in
            if let running = state.running { return running }
            let task = Task { () -> Answer in
                let answer: Answer
                do throws(KubernetesError) {
                    answer = .success(try await run.perform())
                } catch {
                    answer = .failure(error)
                }
                keep(answer)
                return answer
            }
            state.running = task
            return task
        }
        guard let answer = await task.valueUnlessCancelled() else { throw KubernetesError(run.operation, .cancelled) }
        return try answer.get()
    }

    private func keep(_ answer: Answer) {
        state.withLock { state in
            state.running = nil
            if case .success(let credential) = answer { state.current = credential }
        }
    }
}
