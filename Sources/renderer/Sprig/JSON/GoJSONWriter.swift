import Encoding
import GoTemplate
import JSON

/// Writes values as Go's encoding/json does.
struct GoJSONWriter {
    private(set) var output: [UInt8] = []
    private let escapesHTML: Bool
    private let isIndented: Bool
    private let execution: Execution
    private var chargedBytes = 0

    /// - Parameters:
    ///   - escapesHTML: Whether `<`, `>` and `&` are written as escapes.
    ///   - isIndented: Whether each member and element is on a line of its own.
    init(escapesHTML: Bool = true, isIndented: Bool = false, _ execution: Execution) {
        self.escapesHTML = escapesHTML
        self.isIndented = isIndented
        self.execution = execution
    }

    /// Writes a value.
    ///
    /// - Throws: What in it JSON cannot hold.
    mutating func write(_ value: Value, depth: Int = 0) throws(FunctionError) {
        switch value {
        case .invalid, .null: write("null")
        case .bool(let value): value ? write("true") : write("false")
        case .integer(let number, _): DecimalInteger.append(number, to: &output)
        case .unsigned(let number, _): DecimalInteger.append(magnitude: number, to: &output)
        case .float(let number, let type): try write(number, isSingle: type == .float32)
        case .string(let text): writeString(text)
        case .list(let list): try write(list, depth: depth)
        case .map(let map): try write(map, depth: depth)
        case .complex, .function: throw Self.unsupported(value)
        case .object(let object): try write(object, depth: depth)
        }
    }

    private mutating func write(_ object: any TemplateObject, depth: Int) throws(FunctionError) {
        if object.isNil { return write("null") }
        if let json = object.json { return try write(json, depth: depth) }
        if let underlying = object.underlying { return try write(underlying, depth: depth) }
        try write(object.fields, depth: depth)
    }

    /// Writes what an object says that it is in JSON: its members in their order, as those of Go's structs are.
    private mutating func write(_ json: JSONValue, depth: Int) throws(FunctionError) {
        switch json {
        case .array(let elements):
            try enter(depth)
            output.append(UInt8(ascii: "["))
            for (place, element) in elements.enumerated() {
                if place > 0 { output.append(UInt8(ascii: ",")) }
                writeLineBreak(depth + 1)
                try write(element, depth: depth + 1)
            }
            leave(UInt8(ascii: "]"), isEmpty: elements.isEmpty, depth)
        case .object(let object):
            try enter(depth)
            output.append(UInt8(ascii: "{"))
            for (place, member) in object.enumerated() {
                writeName(ByteString(member.key), isFirst: place == 0, depth: depth + 1)
                try write(member.value, depth: depth + 1)
            }
            leave(UInt8(ascii: "}"), isEmpty: object.isEmpty, depth)
        default: try write(Value(json), depth: depth)
        }
    }

    private mutating func write(_ list: GoList, depth: Int) throws(FunctionError) {
        if list.isNil { return write("null") }
        if list.type.kind == .slice, let bytes = list.bytes {
            writeString(Base64.encoded(ByteString(bytes)))
            return
        }
        try enter(depth)
        output.append(UInt8(ascii: "["))
        var isFirst = true
        for element in list.elements {
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            writeLineBreak(depth + 1)
            try write(element, depth: depth + 1)
        }
        leave(UInt8(ascii: "]"), isEmpty: isFirst, depth)
    }

    private mutating func write(_ map: GoMap, depth: Int) throws(FunctionError) {
        switch map.keyType.kind {
        case .string, .int, .int8, .int16, .int32, .int64, .uint, .uint8, .uint16, .uint32, .uint64, .uintptr: break
        default: throw Self.unsupported(.map(map))
        }
        if map.isNil { return write("null") }
        var entries = map.sortedEntries
        // Numbers are sorted as texts.
        if map.keyType.kind != .string {
            entries.sort { TextOf.value($0.key.underlying) < TextOf.value($1.key.underlying) }
        }
        try enter(depth)
        output.append(UInt8(ascii: "{"))
        var isFirst = true
        for (key, value) in entries {
            try writeMember(TextOf.value(key.underlying), value, isFirst: isFirst, depth: depth + 1)
            isFirst = false
        }
        leave(UInt8(ascii: "}"), isEmpty: isFirst, depth)
    }

    private mutating func write(_ fields: [(name: String, value: Value)], depth: Int) throws(FunctionError) {
        try enter(depth)
        output.append(UInt8(ascii: "{"))
        var isFirst = true
        for (name, value) in fields {
            try writeMember(ByteString(name), value, isFirst: isFirst, depth: depth + 1)
            isFirst = false
        }
        leave(UInt8(ascii: "}"), isEmpty: isFirst, depth)
    }

    private mutating func writeMember(
        _ name: ByteString, _ value: Value, isFirst: Bool, depth: Int
    ) throws(FunctionError) {
        writeName(name, isFirst: isFirst, depth: depth)
        try write(value, depth: depth)
    }

    private mutating func writeName(_ name: ByteString, isFirst: Bool, depth: Int) {
        if !isFirst { output.append(UInt8(ascii: ",")) }
        writeLineBreak(depth)
        GoJSONString.append(name, escapesHTML: escapesHTML, to: &output)
        output.append(UInt8(ascii: ":"))
        if isIndented { output.append(UInt8(ascii: " ")) }
    }

    private mutating func leave(_ end: UInt8, isEmpty: Bool, _ depth: Int) {
        if !isEmpty { writeLineBreak(depth) }
        output.append(end)
    }

    /// Checks the depth, and counts what was written since the last time.
    private mutating func enter(_ depth: Int) throws(FunctionError) {
        guard depth < Nesting.maximumDepth else { throw .nestedTooDeeply }
        if output.count - chargedBytes > 1 << 16 {
            try execution.charge(bytes: output.count - chargedBytes)
            chargedBytes = output.count
        }
    }

    private mutating func write(_ number: Double, isSingle: Bool) throws(FunctionError) {
        guard number.isFinite else {
            throw FunctionError("json: unsupported value: \(number.isNaN ? "NaN" : number < 0 ? "-Inf" : "+Inf")")
        }
        let magnitude = number.magnitude
        let isExponential =
            isSingle
            ? magnitude != 0 && (Float(magnitude) < 1e-6 || Float(magnitude) >= 1e21)
            : magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21)
        let format: FloatFormat = isExponential ? .exponent(uppercase: false) : .fixed
        format.append(number, precision: nil, isSingle: isSingle, to: &output)
        // 1e-09 is written 1e-9.
        let count = output.count
        if isExponential, count >= 4, output[count - 4] == UInt8(ascii: "e"), output[count - 3] == UInt8(ascii: "-"),
            output[count - 2] == UInt8(ascii: "0")
        {
            output.remove(at: count - 2)
        }
    }

    private mutating func writeString(_ text: ByteString) {
        GoJSONString.append(text, escapesHTML: escapesHTML, to: &output)
    }

    private mutating func writeLineBreak(_ depth: Int) {
        guard isIndented else { return }
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    private mutating func write(_ text: StaticString) {
        text.withUTF8Buffer { output.append(contentsOf: $0) }
    }

    private static func unsupported(_ value: Value) -> FunctionError {
        FunctionError("json: unsupported type: \(value.type?.description ?? "nil")")
    }
}
