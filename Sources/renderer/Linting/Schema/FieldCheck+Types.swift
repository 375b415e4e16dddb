import GoTemplate

/// What is done with values whose types do not allow it.
extension FieldCheck {
    /// `range .spec.name`.
    mutating func checkRange(over shape: Shape, _ pipeline: PipelineNode, _ tree: SyntaxTree) {
        guard let type = shape.certainType else { return }
        let hasFractions = shape.node?.hasFractions ?? false
        switch type {
        // Go ranges over whole numbers, but not over a float64. A `number` may be either.
        case "integer": guard hasFractions else { return }
        case "number": guard hasFractions || shape.node == nil else { return }
        case "string", "boolean": break
        default: return
        }
        let advice = type == "integer" ? "; numbers of values are float64 in Go: convert it with int" : ""
        findings.append(
            tree.finding(.typeMismatch, "range can't iterate over \(shape.description)\(advice)", at: pipeline.offset))
    }

    /// `len .spec.size`.
    mutating func checkLength(_ call: Call) {
        guard call.arguments.count == 1, let type = call.arguments[0].certainType, Self.scalars.contains(type) else { return }
        let message = "len of \(call.arguments[0].description), which has no length"
        findings.append(call.tree.finding(.typeMismatch, message, at: call.function.offset))
    }

    private static let scalars: Set<String> = ["integer", "number", "boolean"]

    /// `index .spec.size 0`, `index .spec.sites "name"`, `index .spec.labels 0`.
    mutating func canIndex(_ shape: Shape, by key: Shape, _ call: Call) -> Bool {
        guard let type = shape.certainType else { return true }
        let problem: String?
        switch type {
        case let type where Self.scalars.contains(type):
            problem = "index can't look into \(shape.description)"
        case "string", "array":
            let isWrong = key.basicKind.map { $0 != "int" } ?? false
            problem = isWrong ? "index of \(shape.description) takes a whole number, not \(key.description)" : nil
        case "object":
            let isWrong = key.basicKind.map { $0 != "string" } ?? false
            problem = isWrong ? "index of \(shape.description) takes a string, not \(key.description)" : nil
        default: problem = nil
        }
        guard let problem else { return true }
        let isOfValues = key.nodes.contains { $0.owner == .values }
        findings.append(call.tree.finding(isOfValues ? .valueMismatch : .typeMismatch, problem, at: call.function.offset))
        return false
    }
}
