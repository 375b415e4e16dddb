import JSON
import TestSupport

/// Makes random schemas, and values that some of them allow.
struct SchemaGenerator {
    private var random: SeededGenerator
    private let draft: Int

    private static let names = ["a", "b", "c", "ab"]
    private static let words = ["", "a", "b", "ab", "abc", "ä", "7"]
    private static let types = ["null", "boolean", "number", "integer", "string", "array", "object"]

    init(seed: UInt64, draft: Int) {
        random = SeededGenerator(seed: seed)
        self.draft = draft
    }

    /// A schema with definitions that others in it refer to.
    mutating func document() -> JSONValue {
        var document = self.object(depth: 3)
        var definitions = JSONObject()
        for name in Self.names { definitions[name] = schema(depth: 1) }
        document["definitions"] = .object(definitions)
        return SchemaCase.declared(.object(document), draft)
    }

    private mutating func schema(depth: Int) -> JSONValue {
        if draft > 4, random.once(in: 8) { return .bool(random.once(in: 2)) }
        return .object(object(depth: depth))
    }

    private mutating func object(depth: Int) -> JSONObject {
        var object = JSONObject()
        for _ in 0...random.below(3) { addKeyword(to: &object, depth: depth) }
        return object
    }

    private mutating func addKeyword(to object: inout JSONObject, depth: Int) {
        switch random.below(depth > 0 ? 26 : 11) {
        case 0: object["type"] = .string(random.one(of: Self.types))
        case 1: object["type"] = .array([.string("string"), .string(random.one(of: ["null", "object", "array", "number"]))])
        case 2: object["enum"] = .array([value(depth: 1), value(depth: 1), value(depth: 0)])
        case 3: if draft > 4 { object["const"] = value(depth: 1) }
        case 4: object["minimum"] = .integer(Int64(random.below(6)) - 2)
        case 5: object["maximum"] = .integer(Int64(random.below(6)))
        case 6: object["multipleOf"] = .integer(Int64(random.below(3)) + 1)
        case 7: object[random.one(of: ["minLength", "maxLength", "minItems", "maxItems"])] = .integer(Int64(random.below(4)))
        case 8: object[random.one(of: ["minProperties", "maxProperties"])] = .integer(Int64(random.below(4)))
        case 9: object["required"] = .array([.string(random.one(of: Self.names))])
        case 10: object["pattern"] = .string(random.one(of: ["^a", "b$", "^[a-z]*$", "."]))
        case 11, 12: object["properties"] = map(depth)
        case 13: object["patternProperties"] = [random.one(of: ["^a", "b"]): schema(depth: depth - 1)]
        case 14: object["additionalProperties"] = schema(depth: depth - 1)
        case 15: object["items"] = schema(depth: depth - 1)
        case 16: addTuple(to: &object, depth)
        case 17: object[random.one(of: ["allOf", "anyOf", "oneOf"])] = list(depth)
        case 18: object["not"] = schema(depth: depth - 1)
        case 19: object["uniqueItems"] = true
        case 20: if draft > 4 { object[random.one(of: ["contains", "propertyNames"])] = schema(depth: depth - 1) }
        case 21: if draft >= 7 { addCondition(to: &object, depth) }
        case 22: addDependency(to: &object, depth)
        case 23: addBounds(to: &object)
        case 24: addUnevaluated(to: &object)
        default: addReference(to: &object)
        }
    }

    private mutating func map(_ depth: Int) -> JSONValue {
        .object(
            JSONObject([
                (random.one(of: Self.names), schema(depth: depth - 1)), (random.one(of: Self.names), schema(depth: depth - 1)),
            ]))
    }

    private mutating func list(_ depth: Int) -> JSONValue { .array((0...random.below(3)).map { _ in schema(depth: depth - 1) }) }

    private mutating func addTuple(to object: inout JSONObject, _ depth: Int) {
        if draft >= 2020 {
            object["prefixItems"] = list(depth)
        } else {
            object["items"] = list(depth)
            if random.once(in: 2) { object["additionalItems"] = schema(depth: depth - 1) }
        }
    }

    private mutating func addCondition(to object: inout JSONObject, _ depth: Int) {
        object["if"] = schema(depth: depth - 1)
        if random.once(in: 2) { object["then"] = schema(depth: depth - 1) }
        if random.once(in: 2) { object["else"] = schema(depth: depth - 1) }
    }

    private mutating func addDependency(to object: inout JSONObject, _ depth: Int) {
        let (name, other) = (random.one(of: Self.names), random.one(of: Self.names))
        let isList = random.once(in: 2)
        let keyword = draft < 2019 ? "dependencies" : isList ? "dependentRequired" : "dependentSchemas"
        object[keyword] = [name: isList ? .array([.string(other)]) : schema(depth: depth - 1)]
    }

    private mutating func addBounds(to object: inout JSONObject) {
        if draft > 4 {
            object["exclusiveMinimum"] = .integer(Int64(random.below(4)) - 1)
        } else {
            object["minimum"] = .integer(Int64(random.below(4)) - 1)
            object["exclusiveMinimum"] = .bool(random.once(in: 2))
        }
        guard draft >= 2019 else { return }
        object["contains"] = schema(depth: 0)
        object["minContains"] = .integer(Int64(random.below(3)))
        object["maxContains"] = .integer(Int64(random.below(3)))
    }

    /// What is evaluated by 2019-09 the reference implementation finds out by rules of its own, with mistakes.
    private mutating func addUnevaluated(to object: inout JSONObject) {
        guard draft >= 2020 else { return }
        object[random.one(of: ["unevaluatedProperties", "unevaluatedItems"])] = schema(depth: 0)
    }

    private mutating func addReference(to object: inout JSONObject) {
        object["$ref"] = .string("#/definitions/\(random.one(of: Self.names))")
    }

    mutating func value(depth: Int) -> JSONValue {
        switch random.below(depth > 0 ? 9 : 5) {
        case 0: return .null
        case 1: return .bool(random.once(in: 2))
        case 2: return .integer(Int64(random.below(7)) - 2)
        case 3: return .string(random.one(of: Self.words))
        case 4: return JSONNumber(text: "\(random.below(4)).5").map { .number($0) } ?? 0
        case 5, 6: return .array((0..<random.below(4)).map { _ in value(depth: depth - 1) })
        default:
            return .object(JSONObject((0..<random.below(4)).map { _ in (random.one(of: Self.names), value(depth: depth - 1)) }))
        }
    }
}
