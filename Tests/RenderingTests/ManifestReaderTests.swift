import JSON
import TestSupport
import Testing

@testable import Rendering

struct ManifestReaderTests {
    private func read(_ text: String) throws -> [Manifest] {
        try ManifestReader(template: "main.tmpl") { line in ("labels.tmpl", line + 100) }.manifests(in: Array(text.utf8))
    }

    @Test func everyDocumentIsAManifestNamedByKindAndName() throws {
        let manifests = try read(
            """
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
            ---
            # nothing here
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: other}}
            """)
        #expect(manifests.map(\.name) == ["ConfigMap/a", "ConfigMap/other/a"])
    }

    @Test func theGroupTellsKindsOfTheSameNameApart() throws {
        let manifests = try read(
            """
            {apiVersion: v1, kind: Service, metadata: {name: a}}
            ---
            {apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: a}}
            """)
        #expect(manifests.map(\.name) == ["Service/a", "Service.serving.knative.dev/a"])
    }

    @Test func aHandfulIsNamedLikeMany() throws {
        var random = SeededGenerator(seed: 71)
        let others = (0..<20).map { "{apiVersion: v1, kind: Other, metadata: {name: x\($0)}}" }
        for _ in 0..<500 {
            let documents = (0...random.below(8)).map { _ in
                let group = random.one(of: ["v1", "apps/v1", "apps/v2", "serving.knative.dev/v1"])
                let place = random.one(of: ["name: a", "name: b", "name: a, namespace: n", "name: a, namespace: ''"])
                return "{apiVersion: \(group), kind: \(random.one(of: ["Pod", "Service"])), metadata: {\(place)}}"
            }
            let few = Result { try read(documents.joined(separator: "\n---\n")) }
            let many = Result { try read((documents + others).joined(separator: "\n---\n")).dropLast(others.count) }
            switch (few, many) {
            case (.success(let few), .success(let many)): #expect(few.map(\.name) == many.map(\.name))
            case (.failure(let few), .failure(let many)):
                #expect((few as? RenderError)?.message == (many as? RenderError)?.message)
            default: Issue.record("only one is refused: \(documents)")
            }
        }
    }

    @Test func aManifestIsTheTextOfItsDocument() throws {
        let manifests = try read(
            """
            kind: ConfigMap
            "apiVersion": "v1"
            metadata: {namespace: ~, name: "a\\"b", labels: {name: c, namespace: d}}
            data: {mode: 0644, float: 1.50}
            ---
            metadata:
              namespace: 'n'
              name: a
            apiVersion: &v example.com/v1
            kind: List
            spec: *v
            """)
        #expect(manifests.map(\.name) == [#"ConfigMap/a"b"#, "List/n/a"])
        #expect(manifests.map(\.apiVersion) == ["v1", "example.com/v1"])
        #expect(manifests.map(\.line) == [1, 6])
        let metadata = #"{"namespace":null,"name":"a\"b","labels":{"name":"c","namespace":"d"}}"#
        #expect(
            manifests.map(\.object.description) == [
                #"{"kind":"ConfigMap","apiVersion":"v1","metadata":\#(metadata),"data":{"mode":420,"float":1.5}}"#,
                #"{"metadata":{"namespace":"n","name":"a"},"apiVersion":"example.com/v1","kind":"List","spec":"example.com/v1"}"#,
            ])
    }

    @Test func theItemsOfAListCountOneByOne() throws {
        let manifests = try read(
            """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
            - {apiVersion: v1, kind: Secret, metadata: {name: b}}
            """)
        #expect(manifests.map(\.name) == ["ConfigMap/a", "Secret/b"])
    }

    @Test func nothingAtAllIsNoManifest() throws {
        #expect(try read("\n\n---\n# only a comment\n").isEmpty)
    }

    @Test(arguments: [
        ("[1, 2]", "a rendered document is a list, not an object (line 1 of the output)"),
        ("text", "a rendered document is a string, not an object (line 1 of the output)"),
        ("\n\nkind: ConfigMap", "a rendered object has no apiVersion (line 3 of the output)"),
        ("{apiVersion: v1}", "a rendered object has no kind (line 1 of the output)"),
        ("{apiVersion: v1, kind: ConfigMap}", "a rendered ConfigMap has no metadata.name (line 1 of the output)"),
        (
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: 7}}",
            "metadata.name of a rendered ConfigMap is a number (7), not a string: put it in quotes (line 1 of the output)"
        ),
        (
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: no}}",
            "metadata.name of a rendered ConfigMap is a boolean (false), not a string: put it in quotes (line 1 of the output)"
        ),
        (
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: {a: b}}}",
            "metadata.name of a rendered ConfigMap is an object, not a string (line 1 of the output)"
        ),
        (
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: 7}}",
            "metadata.namespace of a rendered ConfigMap is a number (7), not a string: put it in quotes (line 1 of the output)"
        ),
        (
            "{apiVersion: 1, kind: ConfigMap}",
            "apiVersion of a rendered object is a number (1), not a string: put it in quotes (line 1 of the output)"
        ),
        (
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: \"\"}}",
            "a rendered ConfigMap has no metadata.name (line 1 of the output)"
        ),
    ])
    func aDocumentThatIsNoObjectIsRefusedWithItsTemplateLine(text: String, message: String) throws {
        let error = try #require(throws: RenderError.self) { _ = try read(text) }
        #expect(error.message == message)
        #expect(error.template == "labels.tmpl")
        let outputLine = text.prefix { $0 == "\n" }.count + 1
        #expect(error.line == outputLine + 100)
    }

    @Test func twoOfTheSameNameAreRefused() throws {
        let document = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"
        let error = try #require(throws: RenderError.self) { _ = try read("\(document)\n---\n\(document)") }
        #expect(
            error.message
                == "two rendered objects are the same one: ConfigMap/a, first written by labels.tmpl:101 and again here (line 3 of the output)"
        )
        #expect(error.template == "labels.tmpl")
        #expect(error.line == 103)
    }

    @Test func textThatIsNotYAMLTellsItsPlace() throws {
        let error = try #require(throws: RenderError.self) { _ = try read("a: b\n  c: d\n") }
        #expect(error.message.hasPrefix("the rendered text is not YAML: "))
        #expect(error.message.hasSuffix("(line 2, column 4 of the output)"))
        #expect(error.line == 102)
    }
}
