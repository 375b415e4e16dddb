import JSON
import Testing

@testable import JSONSchema

@Suite(.timeLimit(.minutes(5))) struct SchemaCorpusTests {
    static let files = ["values", "objects", "arrays", "combinations", "references", "formats"]

    @Test(arguments: files) func valuesAreAllowedOrNot(file: String) throws {
        for example in try SchemaCase.all(of: file) {
            let schema = try Schema(example.declared.serialized())
            for value in example.valid {
                #expect(schema.failures(of: value).map { $0.text() } == [], "\(example) \(SchemaCase.text(value))")
            }
            for value in example.invalid {
                #expect(!schema.failures(of: value).isEmpty, "\(example) \(SchemaCase.text(value))")
            }
        }
    }

    @Test func thereAreCasesEnough() throws {
        let count = try Self.files.map { try SchemaCase.all(of: $0).reduce(0) { $0 + $1.values.count } }.reduce(0, +)
        #expect(count > 1500)
    }

    /// What the corpus says is what the reference implementation says.
    @Test func theReferenceImplementationAgrees() async throws {
        let cases = try Self.files.flatMap { try SchemaCase.all(of: $0) }.filter(\.isCompared)
        let answers = try await SchemaOracle.answers(to: cases.map { ($0.draft, $0.declared, $0.values) })
        for (example, answer) in zip(cases, answers) {
            let expected = JSONValue.array(example.valid.map { _ in true } + example.invalid.map { _ in false })
            #expect(answer == expected, "\(example)")
        }
    }
}
