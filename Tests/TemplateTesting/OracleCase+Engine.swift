package import GoTemplate
internal import JSON

extension OracleCase {
    /// What our engine makes of the case.
    ///
    /// - Parameter functions: What templates can call besides Go's builtin functions.
    package func ownAnswer(_ functions: FunctionMap) -> OracleAnswer {
        guard case .templates(let templates, let options) = subject else { return OracleAnswer(output: []) }
        var set = TemplateSet(functions: functions)
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
}
