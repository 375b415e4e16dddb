import JSON
import Testing

@testable import JSONSchema

@Suite(.timeLimit(.minutes(5))) struct RandomSchemaTests {
    @Test(arguments: SchemaCase.drafts) func randomSchemasAllowWhatTheReferenceImplementationDoes(draft: Int) async throws {
        var questions: [(draft: Int, schema: JSONValue, values: [JSONValue])] = []
        for seed in 0..<400 {
            var generator = SchemaGenerator(seed: UInt64(draft * 10_000 + seed), draft: draft)
            let schema = generator.document()
            questions.append((draft, schema, (0..<12).map { _ in generator.value(depth: 3) }))
        }
        let answers = try await SchemaOracle.answers(to: questions)
        var compared = 0
        for (question, answer) in zip(questions, answers) {
            // References that go round without progress have no meaning; the reference implementation ends with an error then.
            guard let expected = answer.arrayValue else { continue }
            let schema = try Schema(question.schema.serialized())
            for (value, expected) in zip(question.values, expected) {
                let text = "\(SchemaCase.text(question.schema)) \(SchemaCase.text(value))"
                #expect(.bool(schema.allows(value)) == expected, "\(text)")
                compared += 1
            }
        }
        #expect(compared > 3000)
    }
}
