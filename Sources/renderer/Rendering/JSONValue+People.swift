import JSON

extension JSONValue {
    /// What kind of value it is, with its article.
    var typeForPeople: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .integer, .number: "a number"
        case .string: "a string"
        case .array: "a list"
        case .object: "an object"
        }
    }
}
