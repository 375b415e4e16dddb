import Glibc
import Unix

/// A command that runs to its end, with what it wrote.
package struct Command: Sendable {
    /// How it ended.
    package let exit: ChildProcess.Exit
    /// What it wrote to standard output.
    package let output: [UInt8]
    /// What it wrote to standard error.
    package let error: String

    /// What it wrote to standard output, as text.
    package var text: String { String(decoding: output, as: UTF8.self) }

    /// True if it ended with status 0.
    package var succeeded: Bool { exit == .status(0) }

    /// Runs a command with an input and gathers its output.
    package static func run(
        _ executable: String, _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
        directory: String? = nil, within seconds: Double = 300
    ) async throws -> Command {
        let work = try TemporaryDirectory()
        try File.writeAtomically(work.path("in"), input)
        let child = try ChildProcess(
            executable, arguments, input: .file(work.path("in")), output: .file(work.path("out")), error: .file(work.path("err")),
            environment: environment, directory: directory)
        let exit = try await child.ended(within: seconds)
        return Command(
            exit: exit, output: try File.read(work.path("out"), maximumBytes: 1 << 30),
            error: String(decoding: try File.read(work.path("err")), as: UTF8.self))
    }

    /// Runs a command that must succeed; returns its standard output.
    @discardableResult
    package static func text(
        _ executable: String, _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) async throws -> String {
        let result = try await run(executable, arguments, input: Array(input.utf8), environment: environment)
        guard result.succeeded else {
            throw TestError("\(executable) \(arguments.joined(separator: " ")): \(result.exit): \(result.error)")
        }
        return result.text
    }
}
