import JSON
import TestSupport
import Testing
import YAML

/// What Kubernetes makes of YAML, told by sigs.k8s.io/yaml itself.
@Suite(.timeLimit(.minutes(5))) struct ReadingCorpusTests {
    @Test(arguments: [
        ("a value", "a: X\nb: 1\n"), ("an element", "- X\n- 1\n"), ("a key", "X: 1\nb: 2\n"), ("in a flow sequence", "[X, X]\n"),
        ("a flow value", "{a: X, b: 1}\n"), ("a flow key", "{X: 1}\n"), ("a document", "X\n"),
        ("with a comment", "a: X # note\n"),
        ("an explicit key", "? X\n: 1\n"), ("anchored", "a: &x X\nb: *x\n"), ("an alias as a key", "a: &x X\nb: {*x : 1}\n"),
    ])
    func scalarsMeanWhatKubernetesMakesOfThem(place: String, template: String) async throws {
        let scalars = ScalarCorpus.plain + ScalarCorpus.quoted + ScalarCorpus.tagged
        try await expectAgreement(scalars.map { template.replacing("X", with: $0) })
    }

    @Test func documentsMeanWhatKubernetesMakesOfThem() async throws {
        try await expectAgreement(DocumentCorpus.mappings + DocumentCorpus.others)
    }

    @Test func lineEndsDoNotMatter() async throws {
        let texts = DocumentCorpus.mappings + DocumentCorpus.others
        try await expectAgreement(texts.map { $0.replacing("\n", with: "\r\n") })
    }

    @Test func marksOfByteOrderDoNotMatter() async throws {
        let texts = DocumentCorpus.mappings + DocumentCorpus.others
        try await expectAgreement(texts.map { "\u{feff}" + $0 })
    }

    @Test func textsThatEndTooEarlyAreRefusedAlike() async throws {
        let texts = DocumentCorpus.mappings + DocumentCorpus.others
        try await expectAgreement(
            texts.flatMap { text in (1..<4).map { String(text.unicodeScalars.prefix(text.unicodeScalars.count * $0 / 4)) } })
    }

    private func expectAgreement(_ texts: [String]) async throws {
        let differences = try await ReadingDifference.unintended(texts.map { Array($0.utf8) })
        if !differences.isEmpty {
            let shown = differences.prefix(20).map(\.description).joined(separator: "\n")
            Issue.record("\(differences.count) of \(texts.count) differ:\n\(shown)")
        }
    }
}
