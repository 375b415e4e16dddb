import JSON

/// A program that a test asks for what the original makes of things: each line that it reads is a question in JSON, each line that
/// it writes the answer, in the same order.
///
/// One in Go has `oracle.go`, beside this file, among its own for that.
package struct Oracle: Sendable {
    private let executable: String
    private let arguments: [String]
    private let environment: [String: String]

    /// - Parameters:
    ///   - executable: A path, or a name that is looked up in `PATH`.
    ///   - environment: Variables that are added to this process's own.
    package init(_ executable: String, _ arguments: [String] = [], environment: [String: String] = [:]) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
    }

    package init(_ program: GoProgram) {
        self.init(program.executable)
    }

    /// The answers to questions, in their order.
    package func answers(to questions: [JSONValue]) async throws -> [JSONValue] {
        let lineFeed = UInt8(ascii: "\n")
        let input = questions.flatMap { $0.serialized() + [lineFeed] }
        let result = try await Command.run(executable, arguments, input: input, environment: environment)
        guard result.succeeded else { throw TestError("the oracle failed: \(result.exit): \(result.error)") }
        let lines = result.output.split(separator: lineFeed)
        guard lines.count == questions.count else {
            throw TestError("the oracle gave \(lines.count) answers to \(questions.count) questions: \(result.error)")
        }
        return try lines.map { try JSONValue(parsing: $0) }
    }
}
