import Testing

/// The corpus of templates, each compared with what real Go makes of it.
@Suite struct CorpusTests {
    @Test(arguments: Corpus.files)
    func answersAsGoDoes(file: String) async throws {
        let differences = try await OracleCase.differences(try Corpus.cases(of: file))
        if !differences.isEmpty {
            Issue.record("\(differences.count) differ:\n\(differences.joined(separator: "\n"))")
        }
    }
}
