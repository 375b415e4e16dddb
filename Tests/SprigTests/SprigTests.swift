import GoTemplate
import JSON
import Sprig
import TemplateTesting
import Testing

@Suite(.timeLimit(.minutes(5))) struct SprigTests {
    private static let corpus = TemplateCorpus("Tests/SprigTests/Corpus")

    @Test(arguments: corpus.files)
    func answersAsSprigDoes(file: String) async throws {
        let differences = try await TemplateOracle.sprig().differences(try Self.corpus.cases(of: file))
        if !differences.isEmpty {
            Issue.record("\(differences.count) differ:\n\(differences.joined(separator: "\n"))")
        }
    }

    @Test func everyNameOfSprigsIsAFunction() async throws {
        let question = OracleCase(
            name: "names", subject: .templates([("main", Array("{{ functionNames }}".utf8))], options: []), data: .null)
        let answer = try #require(try await TemplateOracle.sprig().answers(to: [question]).first)
        let names = Set(String(decoding: answer.output, as: UTF8.self).split(separator: " ").map(String.init))
        #expect(names.count > 180)
        #expect(names.subtracting(Sprig.functions(allowing: [.environment, .network]).names).isEmpty)
    }
}
