import JSON
import TestSupport
import Testing

@testable import Rendering

struct GoTemplateRendererTests {
    private let resource = RawJSON(
        [
            "apiVersion": "stable.example.com/v1", "kind": "Character",
            "metadata": ["name": "alice", "namespace": "wonderland", "labels": ["size": "small"]],
            "spec": ["By": "Lewis Carroll", "count": 1_000_000, "ratio": 0.5],
        ] as JSONValue)

    private func render(_ files: [String: String]) throws -> [String: JSONValue] {
        let directory = try TemporaryDirectory()
        for (name, text) in files { try directory.write(name, text) }
        let manifests = try GoTemplateRenderer(directory: directory.path).render(resource, at: nil)
        var values: [String: JSONValue] = [:]
        for manifest in manifests { values[manifest.name] = try manifest.object.value()["data"] }
        return values
    }

    private func data(_ action: String) throws -> JSONValue? {
        let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: \(action)}\n"
        return try render(["main.tmpl": text])["ConfigMap/a"]?["x"]
    }

    @Test(arguments: [
        (#"{{ .metadata.name }}"#, "alice"),
        (#"{{ .Name }}"#, "alice"),
        (#"{{ .GetField "spec" "By" }}"#, "Lewis Carroll"),
        (#"'{{ .GetField "spec" "missing" "deeper" }}'"#, ""),
        (#"'{{ .GetField "spec" "count" }}'"#, ""),
        (#"{{ .Resource.GetNamespace }}"#, "wonderland"),
        (#"{{ .Resource.GetLabels.size }}"#, "small"),
        (#"{{ .Resource.Object.spec.By }}"#, "Lewis Carroll"),
        (#"{{ (index . "spec").By }}"#, "Lewis Carroll"),
        (#"'{{ .spec.count }} {{ printf "%T" .spec.count }} {{ .spec.ratio }}'"#, "1000000 int64 0.5"),
        (#"'{{ .missing }}'"#, "<no value>"),
        (#"{{ with .spec }}{{ .By }}{{ end }}"#, "Lewis Carroll"),
    ])
    func theDataIsTheCustomResourceWithWhatLostromosAdds(action: String, expected: String) throws {
        #expect(try data(action)?.stringValue == expected)
    }

    @Test func theFirstFileInLexicalOrderIsTheEntryAndAllAreParsedTogether() throws {
        let rendered = try render([
            "b-labels.tmpl": #"{{ define "by" }}{{ .spec.By }}{{ end }}"#,
            "a-main.tmpl": "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {by: {{ template \"by\" . }}}}",
            "ignored.txt": "{{ broken",
            ".hidden.tmpl": "{{ broken",
        ])
        #expect(rendered == ["ConfigMap/a": ["by": "Lewis Carroll"]])
    }

    @Test func aTemplateThatDoesNotParseTellsItsFileAndLine() throws {
        let error = try #require(throws: RenderError.self) { _ = try render(["main.tmpl": "line\n{{ if }}"]) }
        #expect(error.description == "main.tmpl:2: missing value for if")
        #expect(error.excerpt == "    2 | {{ if }}")
    }

    @Test func aFailingActionTellsItsPlaceAndTheTemplatesThatLedThere() throws {
        let error = try #require(throws: RenderError.self) {
            _ = try render(["a.tmpl": "\n{{ template \"b.tmpl\" . }}", "b.tmpl": "{{ index .spec.By 99 }}"])
        }
        #expect(error.description == "b.tmpl:1:4: error calling index: index out of range: 99")
        #expect(error.stack.count == 2)
        #expect(error.stack.first?.hasPrefix("a.tmpl:2:") == true)
    }

    @Test func outputThatIsNotYAMLTellsTheTemplateLineThatWroteIt() throws {
        let error = try #require(throws: RenderError.self) {
            _ = try render(["main.tmpl": "{{/* a comment\nof two lines */}}a: b\n{{ range .spec.nothing }}\n{{ end }}  c: d\n"])
        }
        #expect(error.template == "main.tmpl")
        #expect(error.line == 4)
    }

    @Test func aDirectoryWithoutTemplatesIsRefused() throws {
        let directory = try TemporaryDirectory()
        let error = try #require(throws: RenderError.self) { _ = try GoTemplateRenderer(directory: directory.path) }
        #expect(
            error.description == "unable to use the template directory \"\(directory.path)\": no file in it ends in .tmpl")
    }
}
