import GoTemplate
import Helm
import JSON
import TestSupport
import Testing

@testable import Rendering

struct HelmRendererTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        try folder.write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
        try folder.write("web/values.yaml", "size: 1\nimage: {tag: old, pull: always}\n")
    }

    private static let resource: JSONValue = [
        "apiVersion": "stable.example.com/v1", "kind": "Character",
        "metadata": ["name": "alice", "namespace": "books", "uid": "u"],
        "spec": ["size": 3, "version": "v2", "text": "{{ .Release.Name }}", "half": "{"],
    ]

    private func render(_ template: String, _ change: (inout ChartSettings) -> Void = { _ in }) throws -> RenderedBundle {
        try folder.write("web/templates/all.yaml", template)
        var settings = ChartSettings(chart: folder.path("web"))
        change(&settings)
        return try HelmRenderer(settings).rendering(RawJSON(Self.resource), at: nil)
    }

    /// What an expression comes to.
    private func value(_ expression: String, _ change: (inout ChartSettings) -> Void = { _ in }) throws -> String? {
        let template = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: {{ \(expression) | toJson }}}\n"
        return try render(template, change).manifests.first?.object.value()["data"]?["x"].map {
            String(decoding: $0.serialized(), as: UTF8.self)
        }
    }

    @Test func theCustomResourceIsPartOfTheValues() throws {
        #expect(try value(".Values.resource.name") == #""alice""#)
        #expect(try value(".Values.resource.namespace") == #""books""#)
        #expect(try value(".Values.resource.spec.size") == "3")
        #expect(try value(#"printf "%T" .Values.resource.spec.size"#) == #""float64""#)
        #expect(try value(".Values.size") == "1")
        #expect(try value(".Values.size") { $0.resource = .spec } == "3")
        #expect(try value(".Values.resource") { $0.resource = .none } == "null")
        #expect(
            try value(".Values.image") { $0.mapping = ["image.tag": "spec.version", "x": "spec.none"] }
                == #"{"pull":"always","tag":"v2"}"#)
    }

    @Test(arguments: [
        (JSONValue.string("str"), "a string"), (.array([1]), "a list"), (.integer(5), "a number"), (.bool(true), "a boolean"),
    ])
    func aSpecThatCannotBeTheValuesFails(spec: JSONValue, kind: String) throws {
        try folder.write("web/templates/all.yaml", "apiVersion: v1\nkind: A\nmetadata: {name: a}\n")
        var settings = ChartSettings(chart: folder.path("web"))
        settings.resource = .spec
        let renderer = try HelmRenderer(settings)
        var resource = Self.resource
        resource["spec"] = spec
        let error = #expect(throws: RenderError.self) { try renderer.render(RawJSON(resource), at: nil) }
        #expect(
            error?.message == ".spec of the custom resource is to be the values of the chart, but it is \(kind), not an object")
        for spec in [JSONValue.null, [:]] {
            resource["spec"] = spec
            #expect(try renderer.render(RawJSON(resource), at: nil).count == 1)
        }
    }

    @Test func valuesThatTheSchemaForbidsFailWithTheirOrigin() throws {
        try folder.write("v.yaml", "image: {tag: 5}\n")
        try folder.write(
            "web/values.schema.json",
            #"{"properties": {"size": {"type": "string"}, "image": {"properties": {"tag": {"type": "string"}}}}}"#)
        let error = #expect(throws: RenderError.self) {
            _ = try render("") {
                $0.resource = .spec
                $0.valuesFiles = [folder.path("v.yaml")]
            }
        }
        let lines = [
            "values don't meet the specifications of the schema(s) in the following chart(s):", "web:",
            "- at '/size': got number, want string (from the custom resource)",
            "- at '/image/tag': got number, want string (from \(folder.path("v.yaml")))",
        ]
        #expect(error?.message.split(separator: "\n").sorted() == lines.map { $0[...] }.sorted())
    }

    @Test func valuesWinInTheirOrder() throws {
        try folder.write("v.yaml", "size: 5\nimage: {tag: file}\n")
        let files = [folder.path("v.yaml")]
        #expect(try value(".Values.size") { $0.valuesFiles = files } == "5")
        #expect(
            try value(".Values.image") {
                $0.valuesFiles = files
                $0.values = ["image": ["pull": .null], "size": 7]
            } == #"{"tag":"file"}"#)
        #expect(
            try value(".Values.size") {
                $0.values = ["size": 7]
                $0.resource = .spec
            } == "3")
    }

    @Test func theReleaseIsNamedAfterTheCustomResource() throws {
        #expect(try value(#"printf "%s %s" .Release.Name .Release.Namespace"#) == #""alice books""#)
        #expect(
            try value(#"printf "%s %s" .Release.Name .Release.Namespace"#) {
                $0.releasePrefix = "lostromos"
                $0.namespace = "default"
            } == #""lostromos-alice default""#)
    }

    @Test func objectsGoIntoTheNamespaceUnlessTheyNameAnother() throws {
        let text =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: b, namespace: c}\n"
        let bundle = try render(text) { $0.namespace = "n" }
        #expect(bundle.manifests.map(\.name) == ["Secret/c/b", "ConfigMap/a"])
        #expect(try bundle.manifests.map { try $0.object.value()["metadata"]?["namespace"]?.stringValue } == ["c", "n"])
    }

    @Test func hooksAndNotesAreNotAmongTheObjects() throws {
        try folder.write("web/templates/NOTES.txt", "hello {{ .Release.Name }}")
        try folder.write(
            "web/crds/kind.yaml", "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: d}\n")
        let bundle = try render(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: s}
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: {name: j, annotations: {helm.sh/hook: "post-install,pre-delete", helm.sh/hook-weight: "-3", helm.sh/hook-delete-policy: hook-succeeded}}
            """
        ) { $0.waitSeconds = 60 }
        #expect(bundle.manifests.map(\.name) == ["CustomResourceDefinition/d", "Service/s"])
        #expect(bundle.message == "hello alice")
        let rollout = try #require(try bundle.rollout?.value())
        #expect(rollout["wait"] == true)
        #expect(rollout["waitTimeoutSeconds"] == 60)
        let hook = rollout["hooks"]?[0]
        #expect(hook?["name"] == "Job/j")
        #expect(hook?["events"] == ["post-install", "pre-delete"])
        #expect(hook?["weight"] == -3)
        #expect(hook?["deletePolicies"] == ["hook-succeeded"])
        #expect(hook?["manifest"]?["kind"] == "Job")
    }

    @Test func failuresHaveTheirPlace() throws {
        let error = try #require(throws: RenderError.self) { try render("a: 1\n  {{ fail \"no way\" }}") }
        #expect(error.description == "web/templates/all.yaml:2:6: no way")
        let syntax = try #require(throws: RenderError.self) { try render("a: 1\n{{ if }}") }
        #expect(syntax.template == "web/templates/all.yaml")
        #expect(syntax.line == 2)
        let unnamed = try #require(throws: RenderError.self) { try render("kind: A\napiVersion: v1\n---\nkind: B\n") }
        #expect(unnamed.template == "web/templates/all.yaml")
        let missing = #expect(throws: RenderError.self) { try HelmRenderer(ChartSettings(chart: folder.path("none"))) }
        #expect(missing?.message.hasPrefix("unable to load the chart") == true)
    }

    @Test func twoOfTheSameNameAreToldWithTheirTemplates() throws {
        let object = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n"
        try folder.write("web/templates/a.yaml", object)
        let error = try #require(throws: RenderError.self) { try render("{{- if true }}\n---\n\(object)\n{{ end }}") }
        #expect(error.message.hasPrefix("two rendered objects are the same one: ConfigMap/a, first written by web/templates/a"))
        #expect(error.message.contains("a.yaml (line 1 of its output) and again here (line "), "\(error.message)")
        #expect(error.template == "web/templates/all.yaml")
        #expect(error.line == 3)
    }

    @Test func theSameResourceGivesTheSameBytes() throws {
        let first = try render("apiVersion: v1\nkind: A\nmetadata: {name: {{ .Values.resource.name }}}\n")
        let second = try render("apiVersion: v1\nkind: A\nmetadata: {name: {{ .Values.resource.name }}}\n")
        #expect(first == second)
    }
}
