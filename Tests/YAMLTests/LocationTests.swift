import JSON
import Testing
import YAML

/// Where values, keys and mistakes stand.
@Suite struct LocationTests {
    private static let text = """
        # first
        kind: Case
        spec:
          list:
          - 1
          - name: x
            é: {flow: [a, b]}
          base: &base
            k: v
          other:
            <<: *base
            own: 1
          again: *base
        """

    @Test(
        arguments: [
            ("", 2, 1, 2, 1), ("/kind", 2, 7, 2, 1), ("/spec", 4, 3, 3, 1), ("/spec/list", 5, 3, 4, 3),
            ("/spec/list/0", 5, 5, 5, 5),
            ("/spec/list/1", 6, 5, 6, 5), ("/spec/list/1/name", 6, 11, 6, 5), ("/spec/list/1/é/flow/1", 7, 19, 7, 19),
            ("/spec/base/k", 9, 8, 9, 5), ("/spec/other/k", 9, 8, 9, 5), ("/spec/other/own", 12, 10, 12, 5),
            ("/spec/again/k", 9, 8, 9, 5),
        ] as [(String, Int, Int, Int, Int)])
    func documentsKnowWhereTheirValuesStand(pointer: String, line: Int, column: Int, keyLine: Int, keyColumn: Int) throws {
        let document = try YAML.document(Array(Self.text.utf8), locating: true)
        let pointer = try JSONPointer(parsing: pointer)
        #expect(document.location(of: pointer) == YAMLMark(line: line, column: column))
        #expect(document.keyLocation(of: pointer) == YAMLMark(line: keyLine, column: keyColumn))
        #expect(pointer.evaluate(on: document.value) != nil)
    }

    @Test(arguments: ["/none", "/spec/list/2", "/spec/list/x", "/kind/x", "/spec/list/-"])
    func whatIsNotThereHasNoPlace(pointer: String) throws {
        let document = try YAML.document(Array(Self.text.utf8), locating: true)
        #expect(document.location(of: try JSONPointer(parsing: pointer)) == nil)
        #expect(document.keyLocation(of: try JSONPointer(parsing: pointer)) == nil)
    }

    @Test func withoutBeingAskedNothingIsLocated() throws {
        #expect(try YAML.document(Array(Self.text.utf8)).location(of: JSONPointer([])) == nil)
    }

    @Test func documentsTellTheirFirstLine() throws {
        let text = "# one\na: 1\n---\n\n# two\nb: 2\n---\n---\n- c\n"
        #expect(try YAML.documents(Array(text.utf8)).map(\.line) == [2, 6, 9])
    }

    @Test(
        arguments: [
            ("a: 1\nb:\n  a: 1\n  a: 2\n", 4, 3, #"key "a" is there twice"#),
            ("a: 1\nb: [1, .nan]\n", 2, 8, ".nan has no counterpart in JSON"),
            ("a: &x 1\nb: *y\n", 2, 4, #"there is no anchor "y" before this alias"#),
            ("a: {<<: 1}\n", 1, 9, #"the value of "<<" must be a mapping or a sequence of mappings"#),
            ("a: 1\n~: 2\n", 2, 1, "a key must be a string, a number or a boolean, not null"),
            ("a: !!int x\n", 1, 4, #""x" is not of type !!int"#),
            ("a: !!binary '*'\n", 1, 4, "the value of type !!binary is not base64"),
            ("a: \"x\n", 2, 1, "found unexpected end of stream while scanning a quoted scalar"),
            ("a:\n\tb: 1\n", 2, 1, "found character that cannot start any token while scanning for the next token"),
            ("a: 1\n b: 2\n", 2, 3, "mapping values are not allowed in this context"),
            ("a: [1, 2\nb: 3\n", 2, 2, "did not find expected ',' or ']' while parsing a flow sequence"),
            ("é: 'ü' @\n", 1, 8, "found character that cannot start any token while scanning for the next token"),
            ("a: 1\n---\nb: @\n", 3, 4, "found character that cannot start any token while scanning for the next token"),
        ] as [(String, Int, Int, String)])
    func mistakesAreNamedWithTheirPlace(text: String, line: Int, column: Int, reason: String) {
        let error = #expect(throws: YAMLError.self) { try YAML.documents(Array(text.utf8), file: "case.yaml") }
        #expect(error?.description == "case.yaml:\(line):\(column): \(reason)")
    }

    @Test(arguments: [("", "expected one document, found none"), ("a: 1\n---\nb: 2\n", "expected one document, found 2")])
    func oneDocumentMeansOne(text: String, reason: String) {
        let error = #expect(throws: YAMLError.self) { try YAML.document(Array(text.utf8)) }
        #expect(error?.reason.description == reason)
    }
}
