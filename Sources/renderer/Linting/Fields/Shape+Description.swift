extension Shape {
    /// Where it comes from, as far as that is known.
    var nodes: [SchemaNode] {
        if case .anyOf(let shapes) = self { shapes.flatMap(\.nodes) } else { [node].compactMap { $0 } }
    }

    /// Its type as schemas name it, where it is certain: that of a chart's value is not, as others may be given.
    var certainType: String? {
        switch self {
        case .field(let node), .resource(let node): node.owner == .values || node.isNullable ? nil : node.type
        case .constant("string", _), .computed("string"): "string"
        case .constant("int", _), .computed("int"): "integer"
        case .constant("float", _), .computed("float"): "number"
        case .constant("bool", _), .computed("bool"): "boolean"
        case .map: "object"
        case .list: "array"
        default: nil
        }
    }
}

/// The value as a message names it.
extension Shape: CustomStringConvertible {
    var description: String {
        switch self {
        case .field(let node), .resource(let node): "\(node.title) (\(node.type ?? "anything"))"
        case .constant("string", let text?): "the string \"\(text)\""
        case .constant(let kind, let text): "the \(kind) \(text ?? "")"
        case .computed(let kind): "\(kind == "int" ? "an" : "a") \(kind)"
        case .map: "a map"
        case .list: "a list"
        case .anyOf(let shapes): shapes.map(\.description).joined(separator: " or ")
        case .unknown, .fresh: "something"
        }
    }
}
