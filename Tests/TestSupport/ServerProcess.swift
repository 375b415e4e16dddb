import Glibc
import JSON

/// Servers in a program that a test starts beside itself.
///
/// The program takes a directory of its own as its last argument, prints one line of JSON that names the ports it listens at on
/// 127.0.0.1, and ends with its standard input.
package final class ServerProcess: Sendable {
    /// The directory that is the program's and the test's.
    package let directory: TemporaryDirectory
    private let process: ChildProcess
    private let ports: JSONValue
    private let input: Int32

    /// Starts a program; returns once its servers listen.
    package init(_ executable: String, _ arguments: [String] = []) async throws {
        let directory = try TemporaryDirectory()
        let pipe = try makePipe()
        let process = try ChildProcess(
            executable, arguments + [directory.path], input: .descriptor(pipe.reading), output: .file(directory.path("ports")),
            error: .file(directory.path("error")))
        self.directory = directory
        self.process = process
        // It ends when this end of the pipe is closed, at the latest with this process.
        input = pipe.writing
        let line = try await eventually("the ports of \(executable)") { () -> String? in
            guard process.isRunning else { throw TestError("it has ended: \(try directory.read("error"))") }
            let text = try directory.read("ports")
            return text.hasSuffix("\n") ? text : nil
        }
        ports = try JSONValue(parsing: line)
    }

    deinit { close(input) }

    /// The port that one of the servers listens at.
    package func port(_ name: String) throws -> Int {
        guard let port = ports[name]?.integerValue else { throw TestError("there is no server \(name)") }
        return Int(port)
    }
}
