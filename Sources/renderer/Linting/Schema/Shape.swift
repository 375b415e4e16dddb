/// What is known of a value before a template is run.
enum Shape {
    /// Nothing.
    case unknown
    /// The custom resource: its fields, and the methods that the renderer gives it.
    case resource(SchemaNode)
    /// A field of it.
    case field(SchemaNode)
    /// A constant of a basic kind as Go names it: `string`, `int`, `float` or `bool`.
    case constant(kind: String, text: String?)
    /// A result of such a kind.
    case computed(kind: String)

    /// The schema, where there is one.
    var node: SchemaNode? {
        switch self {
        case .resource(let node), .field(let node): node
        default: nil
        }
    }

    /// The basic kind, where it is certain.
    var basicKind: String? {
        switch self {
        case .unknown, .resource: nil
        case .field(let node): node.basicKind
        case .constant(let kind, _), .computed(let kind): kind
        }
    }

    /// What tells this shape from others.
    var key: String { node.map { "\(ObjectIdentifier($0).hashValue)" } ?? "?" }
}
