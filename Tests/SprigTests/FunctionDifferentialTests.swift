import TemplateTesting
import Testing

/// Every function with random arguments, each call compared with what sprig makes of it.
@Suite(.timeLimit(.minutes(5))) struct FunctionDifferentialTests {
    @Test(arguments: FunctionGroups.all.keys.sorted(), [UInt64(7)])
    func answersAsSprigDoes(group: String, seed: UInt64) async throws {
        var generator = FunctionCaseGenerator(seed: seed, names: FunctionGroups.all[group, default: []])
        let cases = (0..<2500).map { generator.next($0) }
        let differences = try await TemplateOracle.sprig().differences(cases)
        if !differences.isEmpty {
            Issue.record("\(differences.count) differ:\n\(differences.prefix(20).joined(separator: "\n"))")
        }
    }
}
