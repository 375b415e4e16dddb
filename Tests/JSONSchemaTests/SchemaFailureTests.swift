import JSON
import Testing

@testable import JSONSchema

@Suite struct SchemaFailureTests {
    static let texts: [(schema: String, value: JSONValue, failures: [String])] = [
        (#"{"type": "integer"}"#, "big", ["- at '': got string, want integer"]),
        (#"{"type": ["integer", "null"]}"#, 1.5, ["- at '': got number, want null or integer"]),
        (
            #"{"required": ["name"], "properties": {"age": {"minimum": 0}}}"#, ["age": -5],
            ["- at '': missing property 'name'", "- at '/age': minimum: got -5, want 0"]
        ),
        (#"{"required": ["a", "b"]}"#, [:], ["- at '': missing properties 'a', 'b'"]),
        (#"{"enum": ["a", 1, null]}"#, "it's", ["- at '': value must be one of 'a', 1, null"]),
        (#"{"const": "x"}"#, 1, ["- at '': value must be 'x'"]),
        (#"{"enum": [[]]}"#, 1, ["- at '': enum failed"]),
        (#"{"pattern": "^a$"}"#, "b\"", ["- at '': 'b\"' does not match pattern '^a$'"]),
        (#"{"maximum": 1000000}"#, 2_000_000, ["- at '': maximum: got 2e+06, want 1e+06"]),
        (#"{"multipleOf": 0.1}"#, 0.25, ["- at '': multipleOf: got 0.25, want 0.1"]),
        (#"{"minLength": 3, "maxLength": 1}"#, "ää", ["- at '': minLength: got 2, want 3", "- at '': maxLength: got 2, want 1"]),
        (#"{"items": {"type": "string"}}"#, ["a", 1], ["- at '/1': got number, want string"]),
        (#"{"uniqueItems": true}"#, [1, 2, 1], ["- at '': items at 0 and 2 are equal"]),
        (#"{"contains": {"const": 1}}"#, [2], ["- at '': no items match contains schema\n  - at '/0': value must be 1"]),
        (
            #"{"contains": {"const": 1}, "minContains": 2}"#, [1, 2],
            ["- at '': min 2 items required to match contains schema, but matched 1 items at 0\n  - at '/1': value must be 1"]
        ),
        (#"{"additionalProperties": false}"#, ["b": 1, "a": 2], ["- at '': additional properties 'b', 'a' not allowed"]),
        (
            #"{"propertyNames": {"maxLength": 1}}"#, ["ab": 1],
            ["- at '': invalid propertyName 'ab'\n  - at '/ab': maxLength: got 2, want 1"]
        ),
        (#"{"dependentRequired": {"a": ["b"]}}"#, ["a": 1], ["- at '': properties 'b' required, if 'a' exists"]),
        (#"{"properties": {"a/b": false}}"#, ["a/b": 1], ["- at '/a~1b': false schema"]),
        (#"{"not": {}}"#, 1, ["- at '': not failed"]),
        (
            #"{"anyOf": [{"type": "string"}, {"type": "array"}]}"#, 1,
            ["- at '': anyOf failed\n  - at '': got number, want string\n  - at '': got number, want array"]
        ),
        (
            #"{"properties": {"a": {"minimum": 3, "multipleOf": 2}, "b": {"type": "null"}}}"#, ["a": 1, "b": 1],
            [
                "- at '/a': validation failed\n  - at '/a': minimum: got 1, want 3\n  - at '/a': multipleOf: got 1, want 2",
                "- at '/b': got number, want null",
            ]
        ),
        (#"{"oneOf": [{}, {"type": "string"}, {}]}"#, 1, ["- at '': oneOf failed, subschemas 0, 2 matched"]),
        (
            #"{"properties": {"a": {"minimum": 3, "multipleOf": 2}}}"#, ["a": 1],
            ["- at '/a': minimum: got 1, want 3", "- at '/a': multipleOf: got 1, want 2"]
        ),
        (
            #"{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"m": {"format": "email"}}}"#, ["m": "x"],
            ["- at '/m': 'x' is not valid email: missing @"]
        ),
        (
            #"{"$schema": "http://json-schema.org/draft-07/schema#", "items": [{}], "additionalItems": false}"#, [1, 2, 3],
            ["- at '': last 2 additionalItem(s) not allowed"]
        ),
    ]

    @Test(arguments: texts) func failuresAreSaidAsHelmSaysThem(schema: String, value: JSONValue, failures: [String]) throws {
        #expect(try Schema(schema).failures(of: value).map { $0.text() } == failures)
    }

    @Test func aNoteFollowsEachFailure() throws {
        let failures = try Schema(#"{"properties": {"a": {"type": "string"}}}"#).failures(of: ["a": 1])
        #expect(
            failures.map { $0.text { " (from \($0.joined(separator: ".")))" } } == ["- at '/a': got number, want string (from a)"]
        )
    }

    @Test func longTextsAreCut() throws {
        let failures = try Schema(#"{"pattern": "^b"}"#).failures(of: .string(String(repeating: "a", count: 100_000)))
        #expect(failures[0].text().utf8.count < 400)
    }

    static let mistakes: [(schema: String, error: String)] = [
        ("{", "it is not JSON: line 1, column 2: the JSON text ends too early"),
        ("7", "got number, want boolean or object"),
        (
            #"{"type": "text"}"#,
            "'text' is no type: value must be one of 'array', 'boolean', 'integer', 'null', 'number', 'object', 'string'"
        ),
        (#"{"properties": {"a": {"type": 5}}}"#, "at '/properties/a/type': got number, want string or array"),
        (#"{"properties": []}"#, "at '/properties': got array, want object"),
        (#"{"allOf": {}}"#, "at '/allOf': got object, want array"),
        (#"{"minLength": -1}"#, "at '/minLength': it is less than 0"),
        (#"{"minLength": 1.5}"#, "at '/minLength': got number, want integer"),
        (#"{"multipleOf": 0}"#, "at '/multipleOf': it is not greater than 0"),
        (#"{"pattern": "("}"#, "at '/pattern': '(' is no pattern: error parsing regexp: missing closing ): `(`"),
        (#"{"pattern": "(?=a)"}"#, "invalid or unsupported Perl syntax"),
        (#"{"items": [{}]}"#, "at '/items': got array, want boolean or object"),
        (##"{"$ref": "#/nope"}"##, "at '/$ref': '#/nope': there is nothing at this place"),
        (##"{"$ref": "#nope"}"##, "at '/$ref': '#nope': there is no such anchor"),
        (#"{"$ref": "https://x.test/schema.json"}"#, "is not in this document, and schemas are not fetched from elsewhere"),
        (#"{"$ref": "file:///etc/passwd"}"#, "is not in this document, and schemas are not fetched from elsewhere"),
        (#"{"$ref": "other.json"}"#, "is not in this document, and schemas are not fetched from elsewhere"),
        (#"{"$schema": "https://x.test/own"}"#, "at '/$schema': 'https://x.test/own' is not a version of JSON Schema"),
        (#"{"$schema": "http://json-schema.org/draft-04/schema#", "not": true}"#, "at '/not': got boolean, want object"),
    ]

    @Test(arguments: mistakes) func whatIsNoSchemaIsSaidWithItsPlace(schema: String, error: String) throws {
        let thrown = #expect(throws: SchemaError.self) { _ = try Schema(schema) }
        #expect(thrown?.description.contains(error) == true, "\(thrown?.description ?? "")")
    }
}
