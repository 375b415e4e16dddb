import JSON
import TestSupport
import Testing

/// `renderer lint` as its user runs it.
@Suite(.timeLimit(.minutes(5))) struct LintProgramTests {
    private static let example = "\(Repository.root)/deploy/examples/characters"

    private func lint(_ arguments: String...) async throws -> Command {
        try await Command.run(try Repository.program("renderer"), ["lint"] + arguments)
    }

    @Test func theExampleHasNoFindings() async throws {
        let result = try await lint(
            "--templates", "\(Self.example)/templates", "--crd", "\(Self.example)/crd.yaml",
            "\(Self.example)/characters/alice.yaml")
        #expect(result.text == "0 errors, 0 warnings\n")
        #expect(result.succeeded, "\(result.error)")
    }

    @Test func mistakesFailAndWarningsOnlyWhenStrict() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("templates/a.tmpl", "{{ .spec.Name }}{{ .spec.By }}{{ if true }}{{ else }}x{{ end }}")
        let templates = directory.path("templates")
        let warned = try await lint("--templates", templates)
        #expect(warned.succeeded)
        #expect(warned.text.hasPrefix("\(templates)/a.tmpl:1:54: warning: \"true\" is always true"), "\(warned.text)")
        #expect(try await !lint("--templates", templates, "--strict").succeeded)
        try directory.write("templates/a.tmpl", "{{ .spec.Name }}{{ .spec.By }}{{ .spec.Form }}")
        let failed = try await lint("--templates", templates, "--crd", "\(Self.example)/crd.yaml", "--format", "json")
        #expect(!failed.succeeded)
        let report = try JSONValue(parsing: failed.text)
        #expect(report["errors"] == 1)
        #expect(report["findings"]?[0]?["rule"] == "unknown-field")
        #expect(report["findings"]?[0]?["line"] == 1)
        #expect(report["findings"]?[0]?["column"] == 39)
    }

    @Test func aFolderThatIsNotThereIsNamed() async throws {
        let result = try await lint("/nowhere/nope")
        #expect(!result.succeeded)
        #expect(result.error.contains("/nowhere/nope"), "\(result.error)")
        #expect(result.error.contains("No such file or directory"), "\(result.error)")
    }

    @Test func aChartWithoutItsDependenciesIsWarnedOfAndNotRendered() async throws {
        let directory = try TemporaryDirectory()
        let dependencies = "dependencies: [{name: store, version: 1.0.0}]"
        try directory.write(
            "web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\nicon: https://a.example/i.png\n\(dependencies)\n")
        try directory.write("web/values.yaml", "")
        try directory.write("web/templates/a.yaml", "kind: A\napiVersion: v1\nmetadata: {name: a}\n")
        try directory.write("samples.yaml", "apiVersion: v1\nkind: X\nmetadata: {name: x}\n")
        let warned = try await lint(directory.path("web"))
        #expect(warned.text.contains("chart directory is missing these dependencies: store"), "\(warned.text)")
        #expect(warned.succeeded)
        let failed = try await lint(directory.path("web"), directory.path("samples.yaml"))
        #expect(failed.text.contains("chart directory is missing these dependencies: store"), "\(failed.text) \(failed.error)")
        #expect(failed.text.contains("missing in charts/ directory: store [render]"), "\(failed.text)")
        #expect(!failed.succeeded)
    }

    @Test func samplesAreRenderedAndWhatComesOutIsChecked() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(
            "templates/a.tmpl",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, labels: {enabled: {{ .spec.enabled }}}}\n---\n{{ .spec.text }}")
        try directory.write(
            "samples.yaml",
            """
            {apiVersion: v1, kind: X,
            metadata: {name: x},
            spec: {enabled: true, text: "# nothing"}}
            ---
            {apiVersion: v1, kind: X,
            metadata: {name: z},
            spec: {enabled: good, text: "a: ["}}
            """)
        let result = try await lint(
            "--templates", directory.path("templates"), directory.path("samples.yaml"), "--format", "sarif")
        #expect(!result.succeeded)
        let run = try #require(try JSONValue(parsing: result.text)["runs"]?[0])
        #expect(run["tool"]?["driver"]?["name"] == "fairlead renderer lint")
        let messages = (run["results"]?.arrayValue ?? []).compactMap { $0["message"]?["text"]?.stringValue }
        #expect(messages.count == 2)
        #expect(
            messages.contains {
                $0.contains("metadata.labels: the value of \"enabled\" is true and has to be a string: quote it")
            },
            "\(messages)")
        #expect(messages.contains { $0.contains("the rendered text is not YAML") }, "\(messages)")
        let places = try #require(run["results"]?.arrayValue).map { result in
            result["locations"]?[0]?["physicalLocation"]?["region"]?["startLine"]?.integerValue
        }
        // The second is told where the template is that wrote the text.
        #expect(Set(places) == [1, 5])
    }

    @Test func aChartIsNamedAsWithHelmAndItsFilesByTheirPaths() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
        try directory.write("web/values.yaml", "name: a\n")
        try directory.write(
            "web/templates/a.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: {{ .Values.nmae | default .Values.resource.spec.name }}}\n")
        try directory.write("web/templates/b.yaml", "{{ if .Values.resource.spec.bad }}a: [\n{{ end }}")
        try directory.write(
            "samples.yaml",
            "{apiVersion: v1, kind: X,\nmetadata: {name: x},\nspec: {name: UPPER}}\n---\n"
                + "{apiVersion: v1, kind: X,\nmetadata: {name: z},\nspec: {bad: true, name: a}}\n")
        let web = directory.path("web")
        let result = try await lint(web, directory.path("samples.yaml"))
        #expect(result.exit == .status(1))
        let text = result.text.replacing("\(directory.path)/", with: "")
        #expect(
            text == """
                samples.yaml:1: error: ConfigMap/UPPER, rendered by web/templates/a.yaml: metadata.name: "UPPER" is not a DNS subdomain: lower-case letters, digits, hyphens and dots, at most 253 [manifest]
                web/Chart.yaml: note: icon is recommended [chart-advice]
                web/templates/a.yaml:3:28: warning: .Values has no field "nmae" in the chart's values; did you mean "name"? [unknown-value]
                    3 | metadata: {name: {{ .Values.nmae | default .Values.resource.spec.name }}}
                      |                            ^
                web/templates/b.yaml:1: error: YAML parse error on web/templates/b.yaml: error converting YAML to JSON: yaml: line 2, column 1: did not find expected node content while parsing a flow node (with samples.yaml:5) [render]
                    1 | {{ if .Values.resource.spec.bad }}a: [
                2 errors, 1 warning

                """, "\(text)")
        let flagged = try await lint("--chart", web, "-o", "sarif")
        #expect(flagged.succeeded)
        let run = try JSONValue(parsing: flagged.text)["runs"]?[0]
        #expect(run?["results"]?.arrayValue?.map { $0["level"] } == ["note", "warning"])
        #expect(try await lint(web).text.hasSuffix("0 errors, 1 warning\n"))
    }
}
