import TemplateTesting
import Testing

/// Random questions, each compared with what Go and sprig answer.
@Suite(.timeLimit(.minutes(5))) struct SprigDifferentialTests {
    @Test(arguments: [UInt64(1)])
    func regularExpressionsAnswerAsGoDoes(seed: UInt64) async throws {
        var generator = RegexCaseGenerator(seed: seed)
        try await compare((0..<3000).map { generator.next($0) })
    }

    @Test(arguments: [UInt64(3)])
    func datesAnswerAsGoDoes(seed: UInt64) async throws {
        var generator = DateCaseGenerator(seed: seed)
        try await compare((0..<3000).map { generator.next($0) })
    }

    private func compare(_ cases: [OracleCase]) async throws {
        let differences = try await TemplateOracle.sprig().differences(cases)
        if !differences.isEmpty {
            Issue.record("\(differences.count) differ:\n\(differences.prefix(25).joined(separator: "\n"))")
        }
    }
}
