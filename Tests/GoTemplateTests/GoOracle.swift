import JSON
import TestSupport

/// Real Go: a program that answers what its text/template and fmt make of a list of cases.
struct GoOracle {
    private let executable: String

    /// The program, built once for all tests.
    static func shared() async throws -> GoOracle { try await building.value }

    private static let building = Task { try await build() }

    private static func build() async throws -> GoOracle {
        let toolchain = try await Command.text("\(Repository.root)/Tests/TestSupport/go-toolchain", [])
        let go = toolchain.split(whereSeparator: \.isNewline).first.map(String.init) ?? "go"
        let executable = "\(Repository.root)/.build/go-template-oracle"
        let result = try await Command.run(
            go, ["build", "-o", executable, "."], environment: ["GOTOOLCHAIN": "local", "GOFLAGS": "-mod=mod"],
            directory: "\(Repository.root)/Tests/GoTemplateTests/Oracle")
        guard result.succeeded else { throw TestError("unable to build the oracle: \(result.error)") }
        return GoOracle(executable: executable)
    }

    /// Go's answers, in the order of the cases.
    func answers(to cases: [OracleCase]) async throws -> [OracleAnswer] {
        var input: [UInt8] = []
        for one in cases {
            one.request.write(into: &input)
            input.append(UInt8(ascii: "\n"))
        }
        let result = try await Command.run(executable, [], input: input)
        guard result.succeeded else { throw TestError("the oracle failed: \(result.exit): \(result.error)") }
        let lines = result.output.split(separator: UInt8(ascii: "\n"))
        guard lines.count == cases.count else {
            throw TestError("the oracle gave \(lines.count) answers to \(cases.count) cases: \(result.error)")
        }
        return try lines.map { try OracleAnswer($0) }
    }
}
