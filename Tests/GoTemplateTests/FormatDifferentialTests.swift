import JSON
import TemplateTesting
import TestSupport
import Testing

@testable import GoTemplate

/// Random formats over random values, each compared with what real Go makes of them.
@Suite(.timeLimit(.minutes(5))) struct FormatDifferentialTests {
    @Test(arguments: [UInt64(1), 2, 3])
    func formatsAsGoDoes(seed: UInt64) async throws {
        var generator = FormatCaseGenerator(random: SeededGenerator(seed: seed))
        let cases = (0..<4000).map { generator.next($0) }
        let answers = try await TemplateOracle.shared().answers(to: cases)
        var differences: [String] = []
        for (one, answer) in zip(cases, answers) {
            guard case .format(let format) = one.subject, let arguments = one.data.arrayValue else { continue }
            var printer = Printer()
            printer.printf(ByteString(format), arguments.map { Value($0) }[...])
            let own = OracleAnswer(output: printer.output)
            if own != answer { differences.append("\(one.summary)\n  Go   \(answer)\n  here \(own)") }
        }
        if !differences.isEmpty {
            Issue.record("\(differences.count) differ:\n\(differences.prefix(20).joined(separator: "\n"))")
        }
    }
}
