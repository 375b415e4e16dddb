public import JSON

extension Value {
    /// What a JSON value is in Go: objects are `map[string]interface {}`, arrays `[]interface {}`.
    ///
    /// Objects and arrays are converted as templates come to them. A change that a function makes to a map is kept in
    /// this value only.
    public init(_ json: JSONValue, numbers: NumberReading = .integers) {
        switch json {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .integer(let number): self = numbers == .integers ? .integer(number, .int64) : .float(Double(number), .float64)
        case .number(let number): self = .float(number.double, .float64)
        case .string(let text): self = .string(ByteString(text))
        case .array(let elements): self = .list(GoList(elements, numbers: numbers))
        case .object(let object): self = .map(GoMap(object, numbers: numbers))
        }
    }
}
