import JSON
import TestSupport

/// The reference implementation of JSON Schema, in Python.
enum SchemaOracle {
    private static let directory = Task {
        try await Command.text("\(Repository.root)/Tests/TestSupport/python-jsonschema", []).split(separator: "\n").last ?? ""
    }

    /// Which of the values each schema allows; a text instead for what it takes for no schema.
    static func answers(to questions: [(draft: Int, schema: JSONValue, values: [JSONValue])]) async throws -> [JSONValue] {
        let program = Oracle(
            "python3", ["\(Repository.root)/Tests/JSONSchemaTests/Oracle/validate.py"],
            environment: ["PYTHONPATH": String(try await directory.value)])
        return try await program.answers(
            to: questions.map { question in
                [
                    "Draft": .integer(Int64(question.draft)), "Schema": question.schema, "Values": .array(question.values),
                ]
            })
    }
}
