import JSON
import Testing

@testable import JSONSchema

/// What a schema or a value from a stranger may try.
@Suite struct HostileSchemaTests {
    static let cycles = [
        ##"{"$ref": "#"}"##,
        ##"{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}, "$ref": "#/$defs/a"}"##,
        ##"{"allOf": [{"$ref": "#"}]}"##,
        ##"{"not": {"not": {"$ref": "#"}}}"##,
        ##"{"$dynamicAnchor": "x", "anyOf": [{"$dynamicRef": "#x"}]}"##,
    ]

    @Test(arguments: cycles) func referencesThatGoRoundAreFailures(schema: String) throws {
        let failures = try Schema(schema).failures(of: 1)
        #expect(!failures.isEmpty || schema.contains("not"))
        #expect(schema.contains("not") || failures.map { $0.text() }.joined().contains("refers to itself"))
    }

    @Test func choicesOfChoicesEnd() throws {
        // Each level doubles the work.
        var text = #"{"type": "string"}"#
        var definitions: [String] = []
        for level in 0..<60 {
            definitions.append("\"d\(level)\": \(text)")
            text = ##"{"oneOf": [{"$ref": "#/$defs/d\##(level)"}, {"$ref": "#/$defs/d\##(level)"}]}"##
        }
        let schema = try Schema("{\"$defs\": {\(definitions.joined(separator: ", "))}, \"allOf\": [\(text)]}")
        let failures = schema.failures(of: 1, maximumSteps: 100_000)
        #expect(failures.map { $0.text() } == ["- at '': checking the values takes too many steps"])
    }

    @Test func deepValuesAndSchemasEnd() throws {
        let schema = try Schema(##"{"items": {"allOf": [{"$ref": "#"}]}}"##)
        var value: JSONValue = 1
        for _ in 0..<500 { value = [value] }
        #expect(schema.failures(of: value).map { $0.text() } == ["- at '': schemas and values nest deeper than 600 levels"])
        var definitions: [String] = []
        for level in 0..<2000 { definitions.append(##""d\##(level)": {"allOf": [{"$ref": "#/$defs/d\##(level + 1)"}]}"##) }
        let long = try Schema(
            ##"{"$defs": {\##(definitions.joined(separator: ", ")), "d2000": {}}, "allOf": [{"$ref": "#/$defs/d0"}]}"##)
        #expect(long.failures(of: 1).map { $0.text() } == ["- at '': schemas and values nest deeper than 600 levels"])
    }

    @Test func manyFailuresAreNotAllTold() throws {
        let schema = try Schema(#"{"items": {"type": "string"}}"#)
        let failures = schema.failures(of: .array(Array(repeating: 1, count: 100_000)))
        #expect(failures.count == SchemaCheck.maximumFailures)
    }

    @Test func longListsAreComparedInTime() throws {
        let schema = try Schema(#"{"uniqueItems": true}"#)
        #expect(schema.allows(.array((0..<100_000).map { .integer($0) })))
        #expect(!schema.allows(.array((0..<100_000).map { .integer($0) } + [5])))
    }

    @Test func enormousNumbersAreCompared() throws {
        let schema = try Schema(#"{"multipleOf": 3, "maximum": 1e999999999999999999}"#)
        #expect(schema.allows(try JSONValue(parsing: "3e999999999999")))
        #expect(!schema.allows(try JSONValue(parsing: "1e-999999999999999999999")))
        #expect(!schema.allows(try JSONValue(parsing: "7e99999")))
    }

    @Test func patternsTakeTimeInProportionToTheText() throws {
        let schema = try Schema(#"{"pattern": "^(a+)+$"}"#)
        #expect(!schema.allows(.string(String(repeating: "a", count: 100_000) + "b")))
    }
}
