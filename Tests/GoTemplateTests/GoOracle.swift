import JSON
import TestSupport

/// Real Go: a program that answers what its text/template and fmt make of a list of cases.
struct GoOracle {
    private let program: GoProgram

    /// The program, built once for all tests.
    static func shared() async throws -> GoOracle { try await building.value }

    private static let building = Task {
        let toolchain = try await Command.text("\(Repository.root)/Tests/TestSupport/go-toolchain", [])
        let go = toolchain.split(whereSeparator: \.isNewline).first.map(String.init) ?? "go"
        return GoOracle(
            program: try await GoProgram(
                building: "Tests/GoTemplateTests/Oracle", as: "go-template-oracle", with: go,
                environment: ["GOTOOLCHAIN": "local", "GOFLAGS": "-mod=mod"]))
    }

    /// Go's answers, in the order of the cases.
    func answers(to cases: [OracleCase]) async throws -> [OracleAnswer] {
        try await program.answers(to: cases.map { $0.request.serialized() }).map { try OracleAnswer($0) }
    }
}
