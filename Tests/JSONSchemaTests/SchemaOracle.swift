import JSON
import TestSupport

/// The reference implementation of JSON Schema, in Python.
enum SchemaOracle {
    private static let directory = Task {
        try await Command.text("\(Repository.root)/Tests/TestSupport/python-jsonschema", []).split(separator: "\n").last ?? ""
    }

    /// Which of the values each schema allows; a text instead for what it takes for no schema.
    static func answers(to questions: [(draft: Int, schema: JSONValue, values: [JSONValue])]) async throws -> [JSONValue] {
        let lines = questions.map { question in
            let line: JSONValue = [
                "Draft": .integer(Int64(question.draft)), "Schema": question.schema, "Values": .array(question.values),
            ]
            return line.serialized()
        }
        let result = try await Command.run(
            "python3", ["\(Repository.root)/Tests/JSONSchemaTests/Oracle/validate.py"],
            input: Array(lines.joined(separator: [UInt8(ascii: "\n")])),
            environment: ["PYTHONPATH": String(try await directory.value)])
        guard result.succeeded else { throw TestError("the oracle failed: \(result.exit): \(result.error)") }
        let answers = try result.output.split(separator: UInt8(ascii: "\n")).map { try JSONValue(parsing: $0) }
        guard answers.count == questions.count else { throw TestError("the oracle gave \(answers.count) answers") }
        return answers
    }
}
