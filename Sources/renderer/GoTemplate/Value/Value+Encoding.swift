import Encoding
public import JSON

extension Value {
    /// How deep lists and maps may lie within one another; a map that holds itself never ends.
    private static let maximumDepth = 512

    /// How many values are encoded at most: a map that is held many times becomes as many objects.
    private static let maximumCount = 1_000_000

    /// What Go's encoding/json makes of the value: the keys of maps in byte order, bytes in base64, a nil list as null.
    ///
    /// - Throws: encoding/json's error for what has no counterpart in JSON, such as a function or infinity.
    public func encoded() throws(FunctionError) -> JSONValue {
        var remaining = Self.maximumCount
        return try encoded(depth: 0, &remaining)
    }

    private func encoded(depth: Int, _ remaining: inout Int) throws(FunctionError) -> JSONValue {
        remaining -= 1
        guard remaining > 0 else { throw FunctionError("json: the value has more than \(Self.maximumCount) parts") }
        guard depth <= Self.maximumDepth else {
            throw FunctionError("json: unsupported value: encountered a cycle via \(type?.description ?? "nil")")
        }
        switch self {
        case .invalid, .null: return .null
        case .bool(let value): return .bool(value)
        case .integer(let number, _): return .integer(number)
        case .unsigned(let number, _): return Self.encoded(number)
        case .float(let number, let type): return try Self.encoded(number, type)
        case .string(let text): return .string(text.description)
        case .list(let list): return try Self.encoded(list, depth: depth, &remaining)
        case .map(let map): return try Self.encoded(map, depth: depth, &remaining)
        case .object(let object): return try Self.encoded(object, depth: depth, &remaining)
        case .complex, .function: throw FunctionError("json: unsupported type: \(type?.description ?? "nil")")
        }
    }

    private static func encoded(_ number: UInt64) -> JSONValue {
        if let integer = Int64(exactly: number) { return .integer(integer) }
        return JSONNumber(text: String(number)).map { .number($0) } ?? .null
    }

    private static func encoded(_ number: Double, _ type: FloatType) throws(FunctionError) -> JSONValue {
        // The shortest text of a 32-bit number is another one than that of the same number in 64 bits.
        let shortest = type == .float32 ? Double(Float(number).description) ?? number : number
        if let text = JSONNumber(shortest) { return .number(text) }
        let shown = number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf"
        throw FunctionError("json: unsupported value: \(shown)")
    }

    private static func encoded(_ list: GoList, depth: Int, _ remaining: inout Int) throws(FunctionError) -> JSONValue {
        if list.isNil { return .null }
        if case .slice(.uint8) = list.type, let bytes = list.bytes { return .string(Base64.text(bytes)) }
        var elements: [JSONValue] = []
        elements.reserveCapacity(list.count)
        for element in list.elements { elements.append(try element.encoded(depth: depth + 1, &remaining)) }
        return .array(elements)
    }

    private static func encoded(_ map: GoMap, depth: Int, _ remaining: inout Int) throws(FunctionError) -> JSONValue {
        if map.isNil { return .null }
        switch map.keyType.kind {
        case .string, .int, .int8, .int16, .int32, .int64, .uint, .uint8, .uint16, .uint32, .uint64, .uintptr: break
        default: throw FunctionError("json: unsupported type: \(map.type)")
        }
        var members: [(String, JSONValue)] = []
        members.reserveCapacity(map.count)
        for (key, value) in map.sortedEntries { members.append((name(of: key), try value.encoded(depth: depth + 1, &remaining))) }
        // Numbers are sorted by their digits, as strings are.
        if map.keyType.kind != .string { members.sort { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) } }
        return .object(JSONObject(members))
    }

    /// A map's key as the name of a member.
    private static func name(of key: Value) -> String {
        switch key.underlying {
        case .string(let text): text.description
        case .integer(let number, _): String(number)
        case .unsigned(let number, _): String(number)
        default: ""
        }
    }

    private static func encoded(_ object: any TemplateObject, depth: Int, _ remaining: inout Int) throws(FunctionError)
        -> JSONValue
    {
        if object.isNil { return .null }
        if let json = object.json { return json }
        if let underlying = object.underlying { return try underlying.encoded(depth: depth + 1, &remaining) }
        var members: [(String, JSONValue)] = []
        for field in object.fields { members.append((field.name, try field.value.encoded(depth: depth + 1, &remaining))) }
        return .object(JSONObject(members))
    }
}
