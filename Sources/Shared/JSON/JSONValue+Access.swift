extension JSONValue {
    /// Whether it is `null`.
    public var isNull: Bool { if case .null = self { true } else { false } }

    /// The boolean, if it is one.
    public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }

    /// The integer, if it is one of 64 bits without a fraction and an exponent.
    public var integerValue: Int64? { if case .integer(let value) = self { value } else { nil } }

    /// The number as a double, if it is an integer or any other number.
    public var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value.double
        default: nil
        }
    }

    /// The string, if it is one.
    public var stringValue: String? { if case .string(let value) = self { value } else { nil } }

    /// The array, if it is one.
    public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

    /// The object, if it is one.
    public var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }

    /// The value of a key, or `nil` if it is not an object or has no such member.
    ///
    /// Setting a value makes an object of whatever was there; setting `nil` removes the member.
    public subscript(key: String) -> JSONValue? {
        get {
            guard case .object(let object) = self else { return nil }
            return object[key]
        }
        set {
            guard case .object(var object) = self else {
                if let newValue { self = .object([key: newValue]) }
                return
            }
            self = .null
            object[key] = newValue
            self = .object(object)
        }
        _modify {
            var object = JSONObject()
            var wasObject = false
            if case .object(let old) = self {
                object = old
                wasObject = true
            }
            let other = wasObject ? JSONValue.null : self
            // Gives up its own reference, so that the object changes where it is.
            self = .null
            defer { self = wasObject || !object.isEmpty ? .object(object) : other }
            yield &object[key]
        }
    }

    /// The element at a position, or `nil` if it is not an array or has no such element.
    public subscript(index: Int) -> JSONValue? {
        guard case .array(let array) = self, array.indices.contains(index) else { return nil }
        return array[index]
    }

    /// A number from a double: the shortest text that reads as it again, or `nil` if it is infinite or not a number.
    public init?(_ double: Double) {
        guard let number = JSONNumber(double) else { return nil }
        self = .number(number)
    }
}
