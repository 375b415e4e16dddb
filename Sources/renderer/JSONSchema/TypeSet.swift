import JSON

/// The types that a schema allows.
struct TypeSet: OptionSet, Sendable, Hashable {
    let rawValue: UInt8

    static let null = TypeSet(rawValue: 1 << 0)
    static let boolean = TypeSet(rawValue: 1 << 1)
    static let number = TypeSet(rawValue: 1 << 2)
    static let integer = TypeSet(rawValue: 1 << 3)
    static let string = TypeSet(rawValue: 1 << 4)
    static let array = TypeSet(rawValue: 1 << 5)
    static let object = TypeSet(rawValue: 1 << 6)

    static let names: [(name: String, type: TypeSet)] = [
        ("null", .null), ("boolean", .boolean), ("number", .number), ("integer", .integer), ("string", .string),
        ("array", .array), ("object", .object),
    ]

    /// The type of a name.
    static func named(_ name: String) -> TypeSet? { names.first { $0.name == name }?.type }

    /// The type of a value; whole numbers are numbers.
    init(of value: JSONValue) {
        self =
            switch value {
            case .null: .null
            case .bool: .boolean
            case .integer, .number: .number
            case .string: .string
            case .array: .array
            case .object: .object
            }
    }

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The names of the types, joined as failures have it.
    var names: String { Self.names.filter { contains($0.type) }.map(\.name).joined(separator: " or ") }

    /// Whether a value is of one of the types.
    func allows(_ value: JSONValue) -> Bool {
        let type = TypeSet(of: value)
        if contains(type) { return true }
        guard contains(.integer), type == .number else { return false }
        return ExactNumber(value)?.isInteger ?? false
    }
}
