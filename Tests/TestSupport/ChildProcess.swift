import Glibc
import Synchronization

/// A program that a test started and watches: its standard streams are files, pipes or nothing.
package final class ChildProcess: Sendable {
    /// Where a standard stream of the child goes or comes from.
    package enum Stream: Sendable {
        /// `/dev/null`
        case null
        /// A file: read for standard input, made or continued otherwise.
        case file(String)
        /// A descriptor of this process, closed here once the child has it.
        case descriptor(Int32)
    }

    /// How a child ended.
    package enum Exit: Sendable, Equatable {
        case status(Int32)
        case signal(Int32)
    }

    /// The child's process identifier.
    package let pid: pid_t
    private let exit = Mutex<Exit?>(nil)

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - executable: Its path, or a name that is looked up in `PATH`.
    ///   - arguments: Those after the program's name.
    ///   - environment: Variables that are added to, or replace, this process's own.
    ///   - directory: The working directory; this process's if left out.
    package init(
        _ executable: String, _ arguments: [String] = [], input: Stream = .null, output: Stream = .null, error: Stream? = nil,
        environment: [String: String] = [:], directory: String? = nil
    ) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        Self.add(input, as: 0, to: &actions)
        Self.add(output, as: 1, to: &actions)
        if let error { Self.add(error, as: 2, to: &actions) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var child = pid_t()
        // posix_spawn knows no working directory of its own; env(1) does.
        let words = (directory.map { ["env", "--chdir=\($0)"] } ?? []) + [executable] + arguments
        let code = Self.withStrings(words) { words in
            Self.withStrings(Self.environment(with: environment)) { variables in
                posix_spawnp(&child, directory == nil ? executable : "env", &actions, &attributes, words, variables)
            }
        }
        for case .descriptor(let number) in [input, output] + (error.map { [$0] } ?? []) { close(number) }
        guard code == 0 else { throw TestError("unable to start \(executable): \(String(cString: strerror(code)))") }
        pid = child
    }

    deinit {
        if reap(WNOHANG) == nil {
            kill(SIGKILL)
            _ = reap(0)
        }
    }

    /// Sends a signal, unless the child has ended.
    package func kill(_ signal: Int32) {
        exit.withLock { exit in if exit == nil { _ = Glibc.kill(pid, signal) } }
    }

    /// True until the child has ended.
    package var isRunning: Bool { reap(WNOHANG) == nil }

    /// How the child ended, if it has.
    package var exitIfEnded: Exit? { reap(WNOHANG) }

    /// Blocks until the child has ended.
    @discardableResult
    package func wait() -> Exit { reap(0) ?? .status(-1) }

    /// Waits until the child has ended, at most for a time.
    @discardableResult
    package func ended(within seconds: Double = 30) async throws -> Exit {
        try await eventually("the end of process \(pid)", within: seconds) { exitIfEnded }
    }

    private func reap(_ options: Int32) -> Exit? {
        exit.withLock { exit in
            if let exit { return exit }
            var status: Int32 = 0
            while true {
                let result = waitpid(pid, &status, options)
                if result == -1, errno == EINTR { continue }
                guard result == pid else { return nil }
                break
            }
            let signal = status & 0x7f
            exit = signal == 0 ? .status((status >> 8) & 0xff) : .signal(signal)
            return exit
        }
    }

    private static func add(_ stream: Stream, as number: Int32, to actions: inout posix_spawn_file_actions_t) {
        let flags = number == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_APPEND
        switch stream {
        case .null: posix_spawn_file_actions_addopen(&actions, number, "/dev/null", number == 0 ? O_RDONLY : O_WRONLY, 0)
        case .file(let path): posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o600)
        case .descriptor(let descriptor): posix_spawn_file_actions_adddup2(&actions, descriptor, number)
        }
    }

    private static func environment(with added: [String: String]) -> [String] {
        var variables: [String: String] = [:]
        var current = environ
        while let entry = current.pointee {
            let text = String(cString: entry)
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            current += 1
        }
        variables.merge(added) { _, new in new }
        return variables.map { "\($0.key)=\($0.value)" }
    }

    private static func withStrings<Result>(
        _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        var pointers = strings.map { strdup($0) }
        pointers.append(nil)
        defer { for pointer in pointers { free(pointer) } }
        return pointers.withUnsafeMutableBufferPointer { buffer in
            // The array has at least the closing nil, so that there is a base address.
            guard let base = buffer.baseAddress else { preconditionFailure("an array of strings without storage") }
            return body(base)
        }
    }
}
