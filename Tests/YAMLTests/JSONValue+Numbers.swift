import JSON

extension JSONValue {
    /// The value with its numbers as most readers see them: an integer where it is one, else the nearest double.
    var withNearestNumbers: JSONValue {
        switch self {
        case .number(let number):
            if let integer = Int64(exactly: number.double) { return .integer(integer) }
            return JSONNumber(number.double).map(JSONValue.number) ?? .string(number.text)
        case .array(let elements): return .array(elements.map(\.withNearestNumbers))
        case .object(let members): return .object(JSONObject(members.map { ($0.key, $0.value.withNearestNumbers) }))
        default: return self
        }
    }
}
