/// What is known of a value before a template is run.
indirect enum Shape: Sendable {
    /// Nothing.
    case unknown
    /// Nothing, but that no other value is a part of it: what a function has just made.
    case fresh
    /// The custom resource: its fields, and the methods that the renderer gives it.
    case resource(SchemaNode)
    /// A field of it.
    case field(SchemaNode)
    /// A constant of a basic kind as Go names it: `string`, `int`, `float` or `bool`.
    case constant(kind: String, text: String?)
    /// A result of such a kind.
    case computed(kind: String)
    /// A map that a template makes.
    case map(MadeMap)
    /// A list that a template makes: its elements in order, or, if it is not whole, what they may be.
    case list([Shape], isWhole: Bool)
    /// One of several.
    case anyOf([Shape])

    /// The largest depth of maps and lists in one another that is followed.
    private static let maximumDepth = 6
    /// The most shapes that one is made up of.
    private static let maximumSize = 128

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
        case .field(let node): node.basicKind
        case .constant(let kind, _), .computed(let kind): kind
        case .anyOf(let shapes): shapes.dropFirst().allSatisfy { $0.basicKind == shapes[0].basicKind } ? shapes[0].basicKind : nil
        default: nil
        }
    }

    /// The text of a string, where it is known.
    var text: String? {
        if case .constant("string", let text) = self { text } else { nil }
    }

    /// What it is made up of.
    private var parts: [Shape] {
        switch self {
        case .map(let map): map.entries.values + [map.rest].compactMap { $0 }
        case .list(let shapes, _), .anyOf(let shapes): shapes
        default: []
        }
    }

    /// Whether so much is known of it that following it could go on for ever.
    var isTooLarge: Bool { isDeeper(than: Self.maximumDepth) || size > Self.maximumSize }

    private func isDeeper(than depth: Int) -> Bool { depth < 0 || parts.contains { $0.isDeeper(than: depth - 1) } }

    private var size: Int { parts.reduce(1) { $0 + $1.size } }

    /// What tells this shape from others.
    var key: String {
        switch self {
        case .unknown: "?"
        case .fresh: "!"
        case .resource(let node): "r\(UInt(bitPattern: ObjectIdentifier(node).hashValue))"
        case .field(let node): "f\(UInt(bitPattern: ObjectIdentifier(node).hashValue))"
        case .constant(let kind, let text): "\(kind)=\(text?.utf8.count ?? 0):\(text ?? "")"
        case .computed(let kind): kind
        case .map(let map): map.key
        case .list(let shapes, let isWhole): "\(isWhole ? "[" : "(")\(shapes.map(\.key).joined(separator: ","))]"
        case .anyOf(let shapes): "<\(shapes.map(\.key).joined(separator: ","))>"
        }
    }

    /// What is one of several; the same twice counts once.
    static func either(_ shapes: [Shape]) -> Shape {
        var known: Set<String> = []
        let alternatives = shapes.flatMap { shape -> [Shape] in
            if case .anyOf(let inner) = shape { inner } else { [shape] }
        }
        let distinct = alternatives.filter { known.insert($0.key).inserted }
        return distinct.count > 1 ? .anyOf(distinct) : distinct.first ?? .unknown
    }
}
