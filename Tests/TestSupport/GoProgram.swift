/// A program in Go that a test asks for what real Go makes of things: each line that it reads is a question, each line that it
/// writes the answer, in the same order.
package struct GoProgram: Sendable {
    private let executable: String

    /// Builds the program of a directory of this repository.
    ///
    /// - Parameters:
    ///   - directory: Where its source is, from the repository's root.
    ///   - name: What its executable is called, in `.build`.
    ///   - go: The command; a name is looked up in `PATH`.
    ///   - environment: What `go` is told in variables.
    package init(building directory: String, as name: String, with go: String, environment: [String: String]) async throws {
        executable = "\(Repository.root)/.build/\(name)"
        let result = try await Command.run(
            go, ["build", "-o", executable, "."], environment: environment, directory: "\(Repository.root)/\(directory)")
        guard result.succeeded else { throw TestError("unable to build \(directory): \(result.error)") }
    }

    /// Builds the program of a directory with Debian's Go and Debian's Go libraries.
    package init(building directory: String, as name: String) async throws {
        try await self.init(
            building: directory, as: name, with: "go",
            environment: ["GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": ""])
    }

    /// The answers to questions, in their order.
    package func answers(to questions: [[UInt8]]) async throws -> [ArraySlice<UInt8>] {
        let input = Array(questions.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
        let result = try await Command.run(executable, [], input: input)
        guard result.succeeded else { throw TestError("the oracle failed: \(result.exit): \(result.error)") }
        let lines = result.output.split(separator: UInt8(ascii: "\n"))
        guard lines.count == questions.count else {
            throw TestError("the oracle gave \(lines.count) answers to \(questions.count) questions: \(result.error)")
        }
        return lines
    }
}
