import GoTemplate
import JSON

/// What functions make of fields.
extension FieldCheck {
    static let comparisons: Set<String> = ["eq", "ne", "lt", "le", "gt", "ge"]
    /// Functions that look at their arguments and hand none of them on.
    static let tests: Set<String> = [
        "not", "and", "or", "empty", "len", "hasKey", "kindIs", "typeIs", "hasPrefix", "hasSuffix",
    ]

    mutating func call(_ function: IdentifierNode, _ arguments: [Shape], _ scope: Scope) -> Shape {
        switch function.name {
        case let name where Self.comparisons.contains(name):
            compare(function, arguments, scope)
            for case .some(let node) in arguments.map(\.node) { reads.note(node) }
            return .computed(kind: "bool")
        case "include", "tpl":
            if function.name == "include", case .constant("string", let name?)? = arguments.first, arguments.count > 1 {
                follow(name, dot: arguments[1])
            } else {
                arguments.forEach { use($0) }
            }
            return .computed(kind: "string")
        case "index", "get": return index(function, arguments, scope)
        case "default", "required", "coalesce":
            guard let last = arguments.last else { return .unknown }
            if let node = last.node { reads.note(node) }
            return last
        case "first", "last", "mustFirst", "mustLast":
            guard let items = arguments.first?.node?.items else { break }
            reads.note(items)
            return .field(items)
        case "and", "or":
            for case .some(let node) in arguments.map(\.node) { reads.note(node) }
            return .unknown
        case let name where Self.tests.contains(name):
            for case .some(let node) in arguments.map(\.node) { reads.note(node) }
            return .unknown
        default: break
        }
        arguments.forEach { use($0) }
        return .unknown
    }

    /// `index .spec.labels "app"`, `index .spec.sites 0`.
    mutating func index(_ function: IdentifierNode, _ arguments: [Shape], _ scope: Scope) -> Shape {
        guard var shape = arguments.first else { return .unknown }
        for argument in arguments.dropFirst() {
            guard let node = shape.node else { return .unknown }
            reads.note(node)
            if let items = node.items {
                shape = .field(items)
            } else if case .constant("string", let name?) = argument {
                shape = member(name, of: shape, at: function.offset, scope.tree)
            } else {
                use(shape)
                return .unknown
            }
        }
        return shape
    }

    /// What can never be compared, and what can never be equal.
    mutating func compare(_ function: IdentifierNode, _ arguments: [Shape], _ scope: Scope) {
        guard let left = arguments.first else { return }
        for right in arguments.dropFirst() {
            guard left.node != nil || right.node != nil else { continue }
            let (one, other) = (Self.describe(left), Self.describe(right))
            if let first = left.basicKind, let second = right.basicKind, first != second {
                let isOfValues = [left, right].contains { $0.node?.owner == .values }
                let isOfNumbers =
                    Set([first, second]) == ["int", "float"] && [left, right].contains { $0.node?.hasFractions ?? false }
                let message = "\(function.name) compares \(one) with \(other), which are never comparable"
                let advice = isOfNumbers ? "; numbers of values are float64 in Go: convert it with int or float64" : ""
                findings.append(
                    scope.tree.finding(isOfValues ? .valueMismatch : .typeMismatch, message + advice, at: function.offset))
            } else if ["eq", "ne"].contains(function.name),
                let value = Self.impossible(left, right) ?? Self.impossible(right, left)
            {
                findings.append(scope.tree.finding(.impossibleValue, value, at: function.offset))
            }
        }
    }

    static func describe(_ shape: Shape) -> String {
        switch shape {
        case .field(let node), .resource(let node): "\(node.title) (\(node.type ?? "anything"))"
        case .constant("string", let text?): "the string \"\(text)\""
        case .constant(let kind, let text): "the \(kind) \(text ?? "")"
        case .computed(let kind): "a \(kind)"
        case .unknown: "something"
        }
    }

    static func impossible(_ field: Shape, _ constant: Shape) -> String? {
        guard case .field(let node) = field, let values = node.values, case .constant("string", let text?) = constant else {
            return nil
        }
        let allowed = values.compactMap(\.stringValue)
        guard !allowed.contains(text), allowed.count == values.count else { return nil }
        return
            "\(node.title) is never \"\(text)\"; its schema allows: \(allowed.joined(separator: ", "))\(CallCheck.hint(text, allowed))"
    }
}
