package import GoTemplate
internal import JSON
import TestSupport

/// Real Go: a program that answers what its text/template makes of a list of cases, to be compared with our engine's answers.
package struct TemplateOracle: Sendable {
    private let program: Oracle
    private let functions: FunctionMap
    private let intended: [IntendedDifference]

    /// Builds the program with Go 1.24.
    ///
    /// - Parameters:
    ///   - directory: Where its source is, from the repository's root.
    ///   - name: What its executable is called.
    ///   - environment: What `go` is told in variables.
    ///   - functions: What the program's templates can call besides Go's builtin functions, as they are here.
    ///   - intended: Where answers may differ.
    package init(
        building directory: String, as name: String, environment: [String: String], functions: FunctionMap,
        intended: [IntendedDifference]
    ) async throws {
        program = Oracle(try await GoProgram(building: directory, as: name, environment: environment))
        self.functions = functions
        self.intended = intended
    }

    /// Go's answers, in the order of the cases.
    package func answers(to cases: [OracleCase]) async throws -> [OracleAnswer] {
        try await program.answers(to: cases.map(\.request)).map { try OracleAnswer($0) }
    }

    /// The cases that Go and our engine answer differently, told for a person.
    package func differences(_ cases: [OracleCase]) async throws -> [String] {
        let answers = try await answers(to: cases)
        var differences: [String] = []
        for (one, answer) in zip(cases, answers) {
            let own = one.ownAnswer(functions)
            if own == answer || intended.contains(where: { $0.applies(one, answer, own) }) { continue }
            differences.append("\(one.summary)\n  Go   \(answer)\n  here \(own)")
        }
        return differences
    }
}
