import GoTemplate
import JSON

/// Comparisons that can never hold.
extension FieldCheck {
    /// What can never be compared, and what can never be equal.
    mutating func compare(_ call: Call) -> Shape {
        for argument in call.arguments { note(argument) }
        guard let left = call.arguments.first else { return .computed(kind: "bool") }
        for right in call.arguments.dropFirst() {
            if let first = left.basicKind, let second = right.basicKind, first != second {
                reportKinds(left, right, Set([first, second]), call)
            } else if ["eq", "ne"].contains(call.name),
                let value = Self.impossible(left, right) ?? Self.impossible(right, left)
            {
                findings.append(call.tree.finding(.impossibleValue, value, at: call.function.offset))
            }
        }
        return .computed(kind: "bool")
    }

    private mutating func reportKinds(_ left: Shape, _ right: Shape, _ kinds: Set<String>, _ call: Call) {
        let nodes = left.nodes + right.nodes
        let isOfNumbers = kinds == ["int", "float"] && nodes.contains(where: \.hasFractions)
        let message =
            "\(call.name) compares \(left.description) with \(right.description), which are never comparable"
            + (isOfNumbers ? "; numbers of values are float64 in Go: convert it with int or float64" : "")
        let isOfValues = nodes.contains { $0.owner == .values }
        findings.append(call.tree.finding(isOfValues ? .valueMismatch : .typeMismatch, message, at: call.function.offset))
    }

    private static func impossible(_ field: Shape, _ constant: Shape) -> String? {
        guard case .field(let node) = field, let values = node.values, let text = constant.text else { return nil }
        let allowed = values.compactMap(\.stringValue)
        guard !allowed.contains(text), allowed.count == values.count else { return nil }
        let hint = CallCheck.hint(text, allowed)
        return "\(node.title) is never \"\(text)\"; its schema allows: \(allowed.joined(separator: ", "))\(hint)"
    }
}
