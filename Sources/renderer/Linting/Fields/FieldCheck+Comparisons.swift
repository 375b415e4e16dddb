import GoTemplate
import JSON

/// Comparisons that can never hold.
extension FieldCheck {
    /// What can never be compared, and what can never be equal.
    mutating func compare(_ call: Call) -> Shape {
        for argument in call.arguments { note(argument) }
        guard let left = call.arguments.first else { return .computed(kind: "bool") }
        for (place, right) in call.arguments.dropFirst().enumerated() {
            judge(Self.problem(left, right, call), "\(place)", at: call.function.offset, call.tree)
        }
        return .computed(kind: "bool")
    }

    private static func problem(_ left: Shape, _ right: Shape, _ call: Call) -> (LintRule, String)? {
        if let first = left.basicKind, let second = right.basicKind, first != second {
            return mismatch(left, right, Set([first, second]), call)
        }
        guard ["eq", "ne"].contains(call.name), let value = impossible(left, right) ?? impossible(right, left) else { return nil }
        return (.impossibleValue, value)
    }

    private static func mismatch(
        _ left: Shape, _ right: Shape, _ kinds: Set<String>, _ call: Call
    ) -> (LintRule, String) {
        let nodes = left.nodes + right.nodes
        let isOfNumbers = kinds == ["int", "float"] && nodes.contains(where: \.hasFractions)
        let message =
            "\(call.name) compares \(left.description) with \(right.description), which are never comparable"
            + (isOfNumbers ? "; numbers of values are float64 in Go: convert it with int or float64" : "")
        let isOfValues = nodes.contains { $0.owner == .values }
        return (isOfValues ? .valueMismatch : .typeMismatch, message)
    }

    private static func impossible(_ field: Shape, _ constant: Shape) -> String? {
        guard case .field(let node) = field, let values = node.values, let text = constant.text else { return nil }
        let allowed = values.compactMap(\.stringValue)
        guard !allowed.contains(text), allowed.count == values.count else { return nil }
        let hint = CallCheck.hint(text, allowed)
        return "\(node.title) is never \"\(text)\"; its schema allows: \(allowed.joined(separator: ", "))\(hint)"
    }
}
