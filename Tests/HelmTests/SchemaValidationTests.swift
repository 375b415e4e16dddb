import GoTemplate
import JSON
import JSONSchema
import Testing

@testable import Helm

@Suite struct SchemaValidationTests {
    private static func file(_ name: String, _ text: String) -> ChartFile { ChartFile(name: name, bytes: Array(text.utf8)) }

    private static let schema =
        #"{"$schema": "http://json-schema.org/draft-07/schema#", "required": ["size"], "properties": "#
        + #"{"size": {"type": "integer", "minimum": 1}, "name": {"type": "string"}}}"#

    private static let webFiles = [
        file(
            "Chart.yaml",
            "apiVersion: v2\nname: web\nversion: 1.0.0\ndependencies: [{name: db, version: 1.0.0, condition: db.on}]"),
        file("values.yaml", "name: web\ndb: {kind: own}\n"), file("values.schema.json", schema),
        file("templates/a.yaml", "a: {{ .Values.size }}"),
        file("charts/db/Chart.yaml", "apiVersion: v2\nname: db\nversion: 1.0.0"),
        file("charts/db/values.yaml", "port: 5432\n"),
        file("charts/db/values.schema.json", #"{"properties": {"port": {"maximum": 6000}, "global": {"required": ["zone"]}}}"#),
    ]

    private static func engine(_ files: [ChartFile] = webFiles) throws -> HelmEngine {
        try HelmEngine(try ChartLoader.load(files: files))
    }

    static let complaints: [(values: JSONObject, text: String?)] = [
        (["size": 3, "global": ["zone": "a"]], nil),
        (["size": 3.0, "global": ["zone": "a"]], nil),
        (["global": ["zone": "a"]], "web:\n- at '': missing property 'size'"),
        (
            ["size": 0, "name": 7, "global": ["zone": "a"]],
            "web:\n- at '/size': minimum: got 0, want 1 (from the test)\n- at '/name': got number, want string (from the test)"
        ),
        (["size": 1], "db:\n- at '/global': missing property 'zone'"),
        (
            ["size": "x", "db": ["port": 7000, "global": [:]]],
            "web:\n- at '/size': got string, want integer (from the test)\ndb:\n"
                + "- at '/port': maximum: got 7000, want 6000 (from the test)\n- at '/global': missing property 'zone' (from the test)"
        ),
        // What is not used is not checked; a null takes a value of the chart away.
        (["size": 1, "db": ["on": false, "port": 9000]], nil),
        (["size": 1, "name": nil, "db": ["on": false]], nil),
        (["size": nil, "db": ["on": false]], "web:\n- at '/size': got null, want integer (from the test)"),
    ]

    @Test(arguments: complaints) func mergedValuesAreCheckedForEachChart(values: JSONObject, text: String?) throws {
        let layers = [ValueLayer(name: "the test", values: values)]
        do {
            let values = values.withFractions
            _ = try Self.engine().render(values, release: Release(name: "rel"), layers: layers)
            #expect(text == nil)
        } catch {
            let heading = "values don't meet the specifications of the schema(s) in the following chart(s):\n"
            #expect("\(error)" == heading + (text ?? ""))
        }
    }

    @Test func aSchemaThatIsNoneIsFoundWhenTheChartIsLoaded() throws {
        var files = Self.webFiles
        files.append(Self.file("charts/db/values.schema.json", "{\"type\": 5}"))
        let error = #expect(throws: HelmError.self) { try Self.engine(files).check() }
        let expected = "web/charts/db/values.schema.json is no schema: at '/type': got number, want string or array"
        #expect(error?.description == expected)
    }

    @Test func aSchemaIsCompiledOnce() throws {
        let properties = (0..<2000).map { "\"key\($0)\": {\"type\": \"string\", \"pattern\": \"^[a-z\($0)]+$\"}" }
        let schema = ChartSchema(Array("{\"properties\": {\(properties.joined(separator: ", "))}}".utf8))
        let start = ContinuousClock.now
        _ = try schema.schema()
        let first = ContinuousClock.now - start
        let values = JSONValue.object(JSONObject((0..<40).map { ("key\($0)", "abc") }))
        for _ in 0..<1000 { #expect(try schema.schema().allows(values)) }
        // A thousand owners take less than a few dozen compilations would.
        #expect(ContinuousClock.now - start < first * 40 + .seconds(5))
    }
}
