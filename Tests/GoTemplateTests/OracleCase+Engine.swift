import GoTemplate
import JSON

extension OracleCase {
    /// What our engine makes of the case.
    var ownAnswer: OracleAnswer {
        guard case .templates(let templates, let options) = subject else { return OracleAnswer(output: []) }
        var set = TemplateSet(functions: OracleFunctions.all)
        do {
            for template in templates { try set.parse(template.text, name: template.name) }
        } catch {
            return OracleAnswer(phase: .parse, error: Array(error.description.utf8))
        }
        do {
            return OracleAnswer(
                output: try set.render(templates[0].name, data: data, options: Self.options(options)))
        } catch {
            return OracleAnswer(phase: .execute, error: Array(error.description.utf8))
        }
    }

    private static func options(_ names: [String]) -> ExecutionOptions {
        var options = ExecutionOptions()
        for name in names {
            switch name {
            case "missingkey=zero": options.missingKey = .zero
            case "missingkey=error": options.missingKey = .error
            default: options.missingKey = .noValue
            }
        }
        return options
    }

    /// The cases that the two answer differently, told for a person.
    static func differences(_ cases: [OracleCase]) async throws -> [String] {
        let answers = try await GoOracle.shared().answers(to: cases)
        var differences: [String] = []
        for (one, answer) in zip(cases, answers) {
            let own = one.ownAnswer
            if own == answer || IntendedDifferences.explain(go: answer, own: own) != nil { continue }
            differences.append("\(one.summary)\n  Go   \(answer)\n  here \(own)")
        }
        return differences
    }
}
