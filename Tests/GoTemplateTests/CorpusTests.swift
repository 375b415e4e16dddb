import TemplateTesting
import Testing

/// The corpus of templates, each compared with what real Go makes of it.
@Suite(.timeLimit(.minutes(5))) struct CorpusTests {
    private static let corpus = TemplateCorpus("Tests/GoTemplateTests/Corpus")

    @Test(arguments: corpus.files)
    func answersAsGoDoes(file: String) async throws {
        let differences = try await TemplateOracle.shared().differences(try Self.corpus.cases(of: file))
        if !differences.isEmpty {
            Issue.record("\(differences.count) differ:\n\(differences.joined(separator: "\n"))")
        }
    }
}
