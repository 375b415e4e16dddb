import Encoding
import Glibc
import HTTP
import JSON
import Subprocess
import SystemPackage
import Unix

/// Runs an exec plugin (client.authentication.k8s.io).
struct ExecRun: Sendable {
    let plugin: ExecPlugin
    let configuration: ClientConfiguration

    /// Whether somebody sits at standard input.
    var isTerminal = isatty(STDIN_FILENO) == 1

    /// How long a plugin that cannot ask anybody may take.
    var timeout = Duration.seconds(60)

    /// The longest output that is read.
    private static let maximumOutput = 1 << 20

    /// What is being done, for messages.
    var operation: String { "run the exec plugin \"\(plugin.command)\"" }

    private func failure(_ text: String) -> KubernetesError { KubernetesError(operation, .credentials(text)) }

    /// Runs the plugin once and reads what it gives.
    func perform() async throws(KubernetesError) -> ExecCredential {
        let isInteractive = plugin.interactiveMode != .never && isTerminal
        if plugin.interactiveMode == .always, !isInteractive {
            throw failure("it has to ask somebody, and standard input is not a terminal")
        }
        let information = try execInfo(isInteractive: isInteractive)
        let output = isInteractive ? try await runInteractively(information) : try await runAlone(information)
        do throws(ExecCredential.Problem) {
            return try ExecCredential(output: output, apiVersion: plugin.apiVersion)
        } catch {
            throw failure(error.text)
        }
    }

    private func runInteractively(_ information: String) async throws(KubernetesError) -> [UInt8] {
        do {
            let result = try await run(
                executable, arguments: Arguments(plugin.arguments), environment: environment(information),
                input: .currentStandardInput, output: .bytes(limit: Self.maximumOutput), error: .currentStandardError)
            try check(result.terminationStatus, messages: [])
            return result.standardOutput
        } catch let error as KubernetesError {
            throw error
        } catch {
            throw spawnFailure(error)
        }
    }

    private func runAlone(_ information: String) async throws(KubernetesError) -> [UInt8] {
        do {
            return try await withThrowingTaskGroup(of: [UInt8].self) { group in
                group.addTask {
                    let result = try await run(
                        executable, arguments: Arguments(plugin.arguments), environment: environment(information),
                        input: .none, output: .bytes(limit: Self.maximumOutput), error: .bytes(limit: Self.maximumOutput))
                    try check(result.terminationStatus, messages: result.standardError)
                    return result.standardOutput
                }
                group.addTask {
                    try await Task.sleep(for: timeout)
                    throw failure("it took longer than \(timeout)")
                }
                defer { group.cancelAll() }
                return try await group.next() ?? []
            }
        } catch let error as KubernetesError {
            throw error
        } catch is CancellationError {
            throw KubernetesError(operation, .cancelled)
        } catch {
            throw spawnFailure(error)
        }
    }

    private var executable: Executable {
        plugin.command.contains("/") ? .path(FilePath(plugin.command)) : .name(plugin.command)
    }

    private func check(_ status: TerminationStatus, messages: [UInt8]) throws(KubernetesError) {
        if status.isSuccess { return }
        let ending =
            switch status {
            case .exited(let code): "it exited with status \(code)"
            case .signaled(let signal): "it was ended by signal \(signal)"
            }
        // What a plugin prints on standard error is for people; the end of it says what happened.
        let text = String(decoding: messages.suffix(2048), as: UTF8.self)
            .split(whereSeparator: \.isNewline).suffix(5).joined(separator: "; ")
        throw failure(text.isEmpty ? ending : "\(ending): \(text)")
    }

    private func spawnFailure(_ error: any Error) -> KubernetesError {
        let hint = plugin.installHint.map { ". \($0)" } ?? ""
        return failure("it could not be run: \(error)\(hint)")
    }

    private func environment(_ information: String) -> Environment {
        var added: [Environment.Key: String?] = [:]
        for (name, value) in plugin.environment {
            if let key = Environment.Key(rawValue: name) { added[key] = value }
        }
        added["KUBERNETES_EXEC_INFO"] = information
        return .inherit.updating(added)
    }

    /// The `ExecCredential` that the plugin is told in its environment.
    func execInfo(isInteractive: Bool) throws(KubernetesError) -> String {
        var spec: JSONValue = ["interactive": .bool(isInteractive)]
        if plugin.providesClusterInfo {
            var cluster: JSONValue = ["server": .string(configuration.server)]
            let connection = configuration.connection
            if let name = connection.serverName { cluster["tls-server-name"] = .string(name) }
            if !connection.verifiesCertificates { cluster["insecure-skip-tls-verify"] = true }
            if let authority = try authority() { cluster["certificate-authority-data"] = .string(Base64.text(authority)) }
            if case .url(let url) = connection.proxy { cluster["proxy-url"] = .string(url.revealed) }
            if let config = plugin.clusterConfig { cluster["config"] = config }
            spec["cluster"] = cluster
        }
        let info: JSONValue = ["apiVersion": .string(plugin.apiVersion), "kind": "ExecCredential", "spec": spec]
        return info.text()
    }

    /// The authorities that the server's certificate may be from, in PEM form; a plugin is told them, not their file.
    private func authority() throws(KubernetesError) -> [UInt8]? {
        switch configuration.connection.certificateAuthority {
        case nil: return nil
        case .text(let text): return Array(text.revealed.utf8)
        case .file(let path):
            do throws(UnixError) {
                return try File.read(path, maximumBytes: 1 << 20)
            } catch {
                throw failure("the certificate authority cannot be read for it: \(error)")
            }
        }
    }
}
