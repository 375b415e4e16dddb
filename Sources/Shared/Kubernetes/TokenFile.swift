import HTTP
import Logging
import Synchronization
import Unix

/// A bearer token in a file that somebody else keeps fresh, such as a pod's service account token.
///
/// The file is looked at once a second at most, while there are requests, and read again if it changed, and once a minute in any
/// case. While it cannot be read, the last token serves.
final class TokenFile: Sendable {
    private struct State {
        var token: Secret?
        var status: FileStatus?
        var looked: ContinuousClock.Instant?
        var read: ContinuousClock.Instant?
        var hasComplained = false
    }

    private let path: String
    private let logger: Logger
    private let state: Mutex<State>

    /// The token in the file at `path`; until that can be read, `fallback`.
    init(_ path: String, fallback: Secret?, logger: Logger) {
        self.path = path
        self.logger = logger
        state = Mutex(State(token: fallback))
    }

    /// The token as it is now.
    func token() throws(KubernetesError) -> Secret {
        let result = state.withLock { state in
            let now = ContinuousClock.now
            if let token = state.token, let looked = state.looked, looked.duration(to: now) < .seconds(1) {
                return .success(token) as Result<Secret, KubernetesError>
            }
            state.looked = now
            let status = try? FileStatus(of: path)
            let isDue = state.read.map { $0.duration(to: now) >= .seconds(60) } ?? true
            if let token = state.token, !isDue, status == state.status { return .success(token) }
            return read(&state, status)
        }
        return try result.get()
    }

    /// The token as the file has it this moment.
    func reread() throws(KubernetesError) -> Secret {
        try state.withLock { state in read(&state, try? FileStatus(of: path)) }.get()
    }

    private func read(_ state: inout State, _ status: FileStatus?) -> Result<Secret, KubernetesError> {
        let operation = "read the token file \"\(path)\""
        let problem: String
        do throws(UnixError) {
            let text = String(decoding: try File.read(path, maximumBytes: 1 << 20), as: UTF8.self)
            let token = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
            if !token.isEmpty {
                state.token = Secret(token)
                state.status = status
                state.read = .now
                state.hasComplained = false
                return .success(Secret(token))
            }
            problem = "the file is empty"
        } catch {
            problem = "\(error)"
        }
        guard let token = state.token else { return .failure(KubernetesError(operation, .credentials(problem))) }
        if !state.hasComplained {
            logger.warning(
                "The token file cannot be read; the last token serves on", metadata: ["path": "\(path)", "error": "\(problem)"])
            state.hasComplained = true
        }
        return .success(token)
    }
}
