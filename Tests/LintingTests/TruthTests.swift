import GoTemplate
import Helm
import JSON
import Testing

@testable import Linting

/// What the linter says of templates is so when they are run.
@Suite struct TruthTests {
    /// A custom resource that has every field of the definition.
    private static func resource(
        size: Int64 = 3, engine: String = "mysql", team: String = "core", mail: String = "a@b", user: String = "one"
    ) -> JSONValue {
        let owner: JSONValue = ["team": .string(team), "mail": .string(mail)]
        let users: JSONValue = [["name": .string(user), "admin": true], ["name": .string(user), "admin": true]]
        let spec: JSONValue = [
            "size": .integer(size), "engine": .string(engine), "owner": owner, "public": true, "port": 80,
            "labels": ["a": "x", "name": "y"], "users": users,
            "extra": ["a": ["owner": ["size": 1]], "spec": "x", "users": [1, 2]], "nick": "n", "ratio": 2.5, "tags": ["p", "q"],
        ]
        let metadata: JSONValue = ["name": "db", "namespace": "x", "labels": ["a": "b"], "annotations": ["a": "b"]]
        return ["apiVersion": "example.com/v1", "kind": "Database", "metadata": metadata, "spec": spec]
    }

    /// The same with another value of a field.
    private static let others: [String: JSONValue] = [
        ".spec.size": resource(size: 2), ".spec.engine": resource(engine: "other"), ".spec.owner": resource(team: "x", mail: "y"),
        ".spec.owner.team": resource(team: "x"), ".spec.users[].name": resource(user: "x"),
    ]

    /// What a template writes; nil if it fails, as it does for a field that is missing.
    private func output(of text: String, with resource: JSONValue) throws -> [UInt8]? {
        var options = ExecutionOptions()
        options.missingKey = .error
        var templates = TemplateSet(functions: HelmEngine.functions)
        try templates.parse(text, name: "f0")
        do throws(TemplateError) { return try templates.render("f0", data: resource, options: options) } catch { return nil }
    }

    @Test func templatesThatRunHaveNoErrorsAndDoNotReadWhatTheyAreSaidNotTo() throws {
        var (runs, told, unread) = (0, 0, 0)
        for seed in 0..<4_000 {
            var program = LintedProgram(seed: UInt64(seed))
            let text = program.text()
            let findings = try DatabaseLinting.findings(in: [text])
            let errors = findings.filter { $0.rule.severity == .error }.map { "\($0.place): \($0.message)" }
            guard let written = try output(of: text, with: Self.resource()) else {
                told += errors.isEmpty ? 0 : 1
                continue
            }
            runs += 1
            #expect(errors == [], "\(text)")
            for (field, resource) in Self.others where findings.contains(where: { $0.message.contains(" \(field),") }) {
                unread += 1
                #expect(try output(of: text, with: resource) == written, "\(field): \(text)")
            }
        }
        #expect(runs > 200 && told > 1_000 && unread > 200, "\(runs) \(told) \(unread)")
    }
}
