/// A JSON value as RFC 8259 defines it.
///
///     let value = try JSONValue(parsing: Array(#"{"spec": {"replicas": 3}}"#.utf8))
///     value["spec"]?["replicas"]?.integerValue   // 3
///
/// Integers of 64 bits are integers; every other number keeps its text. Strings are equal if their bytes are.
public enum JSONValue: Sendable {
    /// `null`
    case null
    /// `true` or `false`
    case bool(Bool)
    /// A number without a fraction and an exponent that 64 bits hold.
    case integer(Int64)
    /// Any other number.
    case number(JSONNumber)
    /// A string, its escapes resolved.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object.
    case object(JSONObject)

    /// Parses a text that is one JSON value, with nothing but white space around it.
    ///
    /// Follows RFC 8259 exactly. Where an object repeats a key, the last value counts. It takes no more of the stack
    /// for a deep text than for a flat one.
    /// - Throws: ``JSONError`` with the place of the first violation, or if a limit is exceeded.
    public init(parsing bytes: some Collection<UInt8>, limits: JSONLimits = .default) throws(JSONError) {
        self = try JSONText.read(bytes) { text throws(JSONFault) in try JSONParser.parse(text, limits: limits) }
    }

    /// Parses an array of bytes that is one JSON value.
    /// - Throws: ``JSONError`` as for any other collection of bytes.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .default) throws(JSONError) {
        self = try JSONText.read(bytes) { text throws(JSONFault) in try JSONParser.parse(text, limits: limits) }
    }

    /// Parses a part of an array of bytes that is one JSON value.
    /// - Throws: ``JSONError`` as for any other collection of bytes.
    public init(parsing bytes: ArraySlice<UInt8>, limits: JSONLimits = .default) throws(JSONError) {
        self = try JSONText.read(bytes) { text throws(JSONFault) in try JSONParser.parse(text, limits: limits) }
    }

    /// Parses a string that is one JSON value.
    /// - Throws: ``JSONError`` as for bytes.
    public init(parsing string: String, limits: JSONLimits = .default) throws(JSONError) {
        try self.init(parsing: string.utf8, limits: limits)
    }
}

extension JSONValue: Hashable {
    /// Whether both are the same value; objects regardless of their order.
    public static func == (left: JSONValue, right: JSONValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.integer(let left), .integer(let right)): left == right
        case (.number(let left), .number(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameBytes(as: right)
        case (.array(let left), .array(let right)): left == right
        case (.object(let left), .object(let right)): left == right
        default: false
        }
    }

    /// Hashes the value.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value)
        case .string(let value): value.hashBytes(into: &hasher)
        case .array(let value): hasher.combine(value)
        case .object(let value): hasher.combine(value)
        }
    }
}
