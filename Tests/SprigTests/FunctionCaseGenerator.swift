import Encoding
import GoTemplate
import JSON
import Sprig
import TemplateTesting
import TestSupport

/// Calls functions with random arguments: mostly of the types that they declare, now and then of others.
struct FunctionCaseGenerator {
    private var random: SeededGenerator
    private let names: [String]
    private let others: [String]
    private let functions = Sprig.functions()

    init(seed: UInt64, names: [String]) {
        random = SeededGenerator(seed: seed)
        self.names = names
        others = FunctionGroups.repeatable
    }

    /// A case that calls one function and shows the type and the parts of its result.
    mutating func next(_ number: Int) -> OracleCase {
        let name = random.one(of: names)
        var call = name
        for type in parameters(of: name) {
            let argument = argument(type, for: name)
            // What is changed in place is changed in a copy: a map that holds itself has no end in Go.
            call +=
                name.hasSuffix("erge") || name.hasSuffix("Overwrite") || name == "set"
                ? " (deepCopy \(argument))" : " \(argument)"
        }
        if name == "keys" || name == "values" { call = "(\(call)) | sortAlpha" }
        let text = #"{{ $r := \#(call) }}{{ printf "%T %#v %v" $r $r $r }}"#
        return OracleCase(
            name: "call \(number)", subject: .templates([("main", Array(text.utf8))], options: []), data: Self.data)
    }

    /// The types of a call's arguments; a variadic function is given up to three more than it must.
    private mutating func parameters(of name: String) -> [GoType] {
        guard let function = functions[name] else { return [] }
        var count = function.minimumCount
        if function.isVariadic { count += random.below(4) }
        if random.once(in: 100) { count += 1 }
        return (0..<count).map { position in
            function.isVariadic || position < function.parameters.count ? function.parameter(at: position) : .any
        }
    }

    private mutating func argument(_ type: GoType, for name: String, depth: Int = 0) -> String {
        if random.once(in: 60) { return anything(depth: depth, for: name) }
        if depth < 3, random.once(in: 12) { return otherCall(depth: depth) }
        switch type {
        case .string: return string(for: name)
        case .int: return integer()
        case .float64: return random.one(of: SampleValues.floats)
        case .bool: return random.one(of: ["true", "false", ".yes", ".no"])
        case .object:
            if name == "urlJoin", !random.once(in: 6) { return random.one(of: SampleValues.urlDictionaries) }
            return map(depth: depth, for: name)
        default:
            if name.hasSuffix("f"), !random.once(in: 4) { return randomFloat() }
            if let preferred = SampleValues.preferredLists[name], !random.once(in: 5) {
                return random.one(of: preferred)
            }
            return anything(depth: depth, for: name)
        }
    }

    private mutating func string(for name: String) -> String {
        if let own = SampleValues.strings[name], !random.once(in: 4) { return Self.quoted(random.one(of: own)) }
        if random.once(in: 4) {
            let parts = (0...random.below(4)).map { _ in random.one(of: SampleValues.texts) }
            return Self.quoted(parts.joined())
        }
        return Self.quoted(random.one(of: SampleValues.texts))
    }

    private mutating func randomFloat() -> String {
        switch random.below(4) {
        case 0: return random.one(of: SampleValues.floats)
        case 1: return integer()
        case 2: return "\(random.below(100_000))e\(random.below(40) - 25)"
        default:
            let number = Double(bitPattern: random.next())
            return number.isFinite ? "\"\(number)\"" : "\"inf\""
        }
    }

    private mutating func integer() -> String {
        random.once(in: 12) ? random.one(of: [".big", ".n", "(int64 7)", "(uint8 3)"]) : random.one(of: SampleValues.integers)
    }

    private mutating func map(depth: Int, for name: String) -> String {
        switch random.below(8) {
        case 0: return random.one(of: [".map", ".nested", ".empty", "(nilMap)", "(dict)"])
        case 1: return random.one(of: [".deep", ".map", "(fromJson \"{\\\"a\\\":1.5,\\\"b\\\":[true]}\")"])
        default:
            var call = "(dict"
            for _ in 0..<random.below(4) {
                call += " \"\(random.one(of: ["a", "b", "c", "é"]))\" \(anything(depth: depth + 1, for: name))"
            }
            return call + ")"
        }
    }

    /// A call of another function, of those whose answers do not depend on an order or a place.
    private mutating func otherCall(depth: Int) -> String {
        let name = random.one(of: others)
        var call = "(" + name
        for type in parameters(of: name) { call += " " + argument(type, for: name, depth: depth + 1) }
        return call + ")"
    }

    private mutating func anything(depth: Int, for name: String) -> String {
        if depth < 3, random.once(in: 8) { return otherCall(depth: depth) }
        switch random.below(depth < 3 ? 12 : 8) {
        case 0, 1: return string(for: name)
        case 2, 3: return integer()
        case 4: return random.one(of: SampleValues.floats)
        case 5: return random.one(of: ["true", "false", "nil", ".missing", ".null", ".yes"])
        case 6, 7: return random.one(of: SampleValues.values)
        case 8: return map(depth: depth, for: name)
        default:
            var call = "(list"
            for _ in 0..<random.below(4) { call += " \(anything(depth: depth + 1, for: name))" }
            return call + ")"
        }
    }

    /// A string as Go's syntax has it, with each byte that is not printable ASCII escaped.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += "\\" + String(UnicodeScalar(byte))
            case 0x20..<0x7F: quoted += String(UnicodeScalar(byte))
            // A private-use character stands for a byte that is not UTF-8.
            default: quoted += "\\x" + Hexadecimal.text([byte])
            }
        }
        return (quoted + "\"").replacing("\\xee\\x80\\x80", with: "\\xff").replacing("\\xee\\x80\\x81", with: "\\xe4\\xb8")
    }

    private static let data: JSONValue = [
        "n": 7, "big": .integer(.max), "yes": true, "no": false, "null": nil, "f": 2.5, "large": 1e21,
        "text": "some text", "list": [1, "two", nil, [3, 4.5], ["k": "v"]], "words": ["b", "a", "c", "a"], "none": [],
        "map": ["a": 1, "b": "two", "c": nil], "nested": ["a": ["b": ["c": 1]], "b": [1, 2]], "empty": [:],
        "deep": ["a": ["a": ["a": "x", "b": [:]], "b": 0], "b": ["a": false], "c": ["z", ["q": 1]]],
    ]
}
