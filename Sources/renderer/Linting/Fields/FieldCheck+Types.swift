import GoTemplate

/// What is done with values whose types do not allow it.
extension FieldCheck {
    /// `range .spec.name`.
    mutating func checkRange(over shape: Shape, _ pipeline: PipelineNode, _ tree: SyntaxTree) {
        let hasFractions = shape.node?.hasFractions ?? false
        let isWrong =
            switch shape.certainType {
            // Go ranges over whole numbers, but not over a float64. A `number` may be either.
            case "integer": hasFractions
            case "number": hasFractions || shape.node == nil
            case "string", "boolean": true
            default: false
            }
        let advice = shape.certainType == "integer" ? "; numbers of values are float64 in Go: convert it with int" : ""
        let message = "range can't iterate over \(shape.description)\(advice)"
        judge(isWrong ? (.typeMismatch, message) : nil, "range", at: pipeline.offset, tree)
    }

    /// `len .spec.size`.
    mutating func checkLength(_ call: Call) {
        guard let shape = call.arguments.first, call.arguments.count == 1 else { return }
        let isWrong = shape.certainType.map(Self.scalars.contains) ?? false
        let message = "len of \(shape.description), which has no length"
        judge(isWrong ? (.typeMismatch, message) : nil, "len", at: call.function.offset, call.tree)
    }

    private static let scalars: Set<String> = ["integer", "number", "boolean"]

    /// `index .spec.size 0`, `index .spec.sites "name"`, `index .spec.labels 0`.
    ///
    /// - Parameter place: Which of the call's keys it is.
    mutating func canIndex(_ shape: Shape, by key: Shape, place: Int, _ call: Call) -> Bool {
        var problem: String?
        switch shape.certainType {
        case let type? where Self.scalars.contains(type): problem = "index can't look into \(shape.description)"
        case "string", "array":
            let isWrong = key.basicKind.map { $0 != "int" } ?? false
            if isWrong { problem = "index of \(shape.description) takes a whole number, not \(key.description)" }
        case "object":
            let isWrong = key.basicKind.map { $0 != "string" } ?? false
            if isWrong { problem = "index of \(shape.description) takes a string, not \(key.description)" }
        default: break
        }
        let rule: LintRule = key.nodes.contains { $0.owner == .values } ? .valueMismatch : .typeMismatch
        judge(problem.map { (rule, $0) }, "key \(place)", at: call.function.offset, call.tree)
        return problem == nil
    }
}
