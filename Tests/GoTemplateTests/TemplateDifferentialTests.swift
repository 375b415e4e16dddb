import TemplateTesting
import Testing

/// Random templates over random data, each compared with what real Go makes of them.
@Suite(.timeLimit(.minutes(5))) struct TemplateDifferentialTests {
    @Test(arguments: [UInt64(11), 12, 13, 14])
    func answersAsGoDoes(seed: UInt64) async throws {
        var generator = TemplateCaseGenerator(seed: seed)
        let cases = (0..<2500).map { generator.next($0) }
        let differences = try await TemplateOracle.shared().differences(cases)
        if !differences.isEmpty {
            Issue.record("\(differences.count) differ:\n\(differences.prefix(20).joined(separator: "\n"))")
        }
    }
}
