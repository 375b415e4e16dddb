import JSON
import TestSupport
import Testing

/// `renderer render` as its user runs it.
@Suite(.timeLimit(.minutes(5))) struct RenderProgramTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write("cr.yaml", "apiVersion: v1\nkind: X\nmetadata: {name: dory}\nspec: {size: 3}\n")
        try directory.write("web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.0.0\n")
        try directory.write("web/values.yaml", "text: plain\nlist: [1]\n")
        try directory.write(
            "web/templates/a.yaml",
            "kind: A\napiVersion: v1\nmetadata: {name: '{{ .Release.Name }}'}\n"
                + "text: {{ toJson .Values }}\n")
        try directory.write(
            "web/templates/b.yaml",
            """
            kind: B
            apiVersion: v1
            metadata: {name: b}
            upgrade: {{ .Release.IsUpgrade }}
            ---
            kind: C
            apiVersion: v1
            metadata: {name: c}
            """
        )
        for (name, events) in [("hook", "pre-install"), ("test", "test")] {
            try directory.write(
                "web/templates/\(name).yaml",
                "kind: Job\napiVersion: batch/v1\nmetadata: {name: \(name), annotations: {helm.sh/hook: \(events)}}\n")
        }
        try directory.write("web/crds/d.yaml", "kind: CustomResourceDefinition\napiVersion: a/v1\nmetadata: {name: d}\n")
    }

    private func render(_ arguments: [String]) async throws -> Command {
        try await Command.run(
            "env", ["--chdir=\(directory.path)", try Repository.program("renderer"), "render"] + arguments)
    }

    private func chart(_ arguments: String...) async throws -> Command {
        try await render(["--chart", "web", "--resource-values", "none", "cr.yaml"] + arguments)
    }

    @Test func valuesAreReadFromSeveralFilesOfOneFlagAndFromStandardInput() async throws {
        try directory.write("one.yaml", "text: one\nother: one\n")
        try directory.write("two.yaml", "text: two\n")
        let both = try await chart("-f", "one.yaml,two.yaml", "-s", "templates/a.yaml")
        #expect(both.text.hasSuffix("  other: one\n  text: two\n"), "\(both.text) \(both.error)")
        let program = try Repository.program("renderer")
        let arguments = "render --chart web --resource-values none -s templates/a.yaml -f one.yaml -f -"
        let piped = try await Command.run(
            "sh", ["-c", "cd \(directory.path) && echo 'text: piped' | \(program) \(arguments) cr.yaml"])
        #expect(piped.text.hasSuffix("  other: one\n  text: piped\n"), "\(piped.text) \(piped.error)")
        let twice = try await Command.run("sh", ["-c", "cd \(directory.path) && echo 'a: 1' | \(program) \(arguments) -"])
        #expect(twice.error.contains("standard input cannot be both values and a custom resource"), "\(twice.error)")
        #expect(!twice.succeeded)
    }

    /// The templates of what was printed, in its order.
    private func sources(_ text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix("# Source: ") }.map { String($0.dropFirst("# Source: ".count)) }
    }

    @Test func aChartIsShownAsByHelmTemplate() async throws {
        let result = try await chart()
        #expect(result.succeeded, "\(result.error)")
        #expect(result.text.hasPrefix("---\n# Source: web/templates/a.yaml\napiVersion: v1\nkind: A\n"), "\(result.text)")
        let templates = ["a", "b", "b", "hook", "test"].map { "web/templates/\($0).yaml" }
        #expect(sources(result.text) == templates)
        #expect(sources(try await chart("--no-hooks").text) == Array(templates.prefix(3)))
        #expect(sources(try await chart("--skip-tests").text) == Array(templates.prefix(4)))
        #expect(sources(try await chart("--include-crds").text) == ["web/crds/d.yaml"] + templates)
        #expect(result.text.contains("upgrade: false"))
        #expect(try await chart("--is-upgrade").text.contains("upgrade: true"))
    }

    @Test func templatesAreChosenByPatternsInTheirOrder() async throws {
        let result = try await chart("-s", "templates/[bt]*.yaml", "--show-only", "templates/a.yaml")
        #expect(sources(result.text) == ["b", "b", "test", "a"].map { "web/templates/\($0).yaml" })
        let missing = try await chart("-s", "templates/hok.yaml")
        #expect(missing.exit == .status(1))
        #expect(missing.output.isEmpty)
        #expect(
            missing.error
                == "could not find template templates/hok.yaml in what was rendered; did you mean \"templates/hook.yaml\"?\n")
    }

    @Test func objectsBecomeOneListInJSON() async throws {
        let result = try await chart("-o", "json", "--no-hooks")
        let list = try JSONValue(parsing: result.text)
        #expect(list["kind"] == "List")
        #expect(list["items"]?.arrayValue?.map { $0["kind"] } == ["A", "B", "C"])
    }

    @Test func aFolderHasAFileForEachTemplate() async throws {
        let result = try await chart("--output-dir", "out", "--release-name")
        #expect(result.succeeded, "\(result.error)")
        #expect(
            result.text
                == ["a", "b", "hook", "test"].map { "wrote out/dory/web/templates/\($0).yaml\n" }.joined())
        let text = try directory.read("out/dory/web/templates/b.yaml")
        #expect(sources(text).count == 2)
        _ = try await chart("--output-dir", "out", "-o", "json", "-s", "templates/b.yaml")
        #expect(try JSONValue(parsing: directory.read("out/web/templates/b.json"))["items"]?[1]?["kind"] == "C")
    }

    @Test func nothingIsWrittenOutsideTheFolder() async throws {
        try directory.write("bad.yaml", "apiVersion: v1\nkind: X\nmetadata: {name: ../escaped}\nspec: {}\n")
        let result = try await render([
            "--chart", "web", "--resource-values", "none", "bad.yaml", "-s", "templates/b.yaml", "--output-dir", "out",
            "--release-name",
        ])
        #expect(result.exit == .status(74))
        #expect(result.error.contains("the path leaves the directory"), "\(result.error)")
        // A link on the way is not followed.
        try directory.makeDirectory("elsewhere")
        try directory.makeDirectory("linked")
        try await Command.text("ln", ["-s", "../elsewhere", directory.path("linked/web")])
        let linked = try await chart("--output-dir", "linked")
        #expect(linked.exit == .status(74))
        #expect(try await Command.text("ls", [directory.path("elsewhere")]).isEmpty)
    }

    @Test(arguments: [
        (["--set", "text=1,list={2}"], #"{"list":[2],"text":1}"#), (["--set-string", "text=1"], #"{"list":[1],"text":"1"}"#),
        (["--set-json", #"{"text":{"a":1}}"#, "--set-json", #"text.b=[1,"x,"],list=null"#], #"{"text":{"a":1,"b":[1,"x,"]}}"#),
        (["--set-file", "text=text.txt"], #"{"list":[1],"text":"from, a file"}"#),
        (["--set-literal", "text=a,b=c"], #"{"list":[1],"text":"a,b=c"}"#),
        (["-f", "one.yaml", "--values", "two.yaml"], #"{"list":[1],"text":"two","x":1}"#),
        (["--set", "text=first", "--set-string", "text=second", "-f", "one.yaml"], #"{"list":[1],"text":"second","x":1}"#),
    ])
    func valuesAreSetAsByHelm(flags: [String], expected: String) async throws {
        try directory.write("text.txt", "from, a file")
        try directory.write("one.yaml", "text: one\nx: 1\n")
        try directory.write("two.yaml", "text: two\n")
        let result = try await render(
            ["--chart", "web", "--resource-values", "none", "-s", "templates/a.yaml", "-o", "json", "cr.yaml"] + flags)
        #expect(result.succeeded, "\(result.error)")
        let text = try JSONValue(parsing: result.text)["items"]?[0]?["text"]
        #expect(text == (try JSONValue(parsing: expected)))
    }

    @Test func whatIsNotYAMLIsPrintedWithItsLines() async throws {
        try directory.write("web/templates/a.yaml", "kind: A\n{{ include \"bad\" . }}\n")
        try directory.write("web/templates/_b.tpl", "{{ define \"bad\" }}a: [\nb{{ end }}")
        let result = try await chart()
        #expect(result.exit == .status(1))
        #expect(result.output.isEmpty)
        #expect(result.error.contains("web/templates/a.yaml:2: YAML parse error on web/templates/a.yaml"), "\(result.error)")
        let lines = "    2 | {{ include \"bad\" . }}\n  which wrote:\n    3 | b\n      |  ^\n"
        #expect(result.error.contains(lines), "\(result.error)")
        #expect(result.error.contains("(--debug shows all that the template wrote)"))
        let debugged = try await chart("--debug")
        #expect(debugged.exit == .status(1))
        #expect(debugged.error.contains("    1 | kind: A\n    2 | a: [\n>   3 | b\n"), "\(debugged.error)")
    }

    @Test func whatIsSaidIsNeverLostHoweverLongItIs() async throws {
        try directory.write("web/templates/a.yaml", "a: [\n{{ range until 60000 }}# a line of some length, {{ . }}\n{{ end }}")
        let debugged = try await chart("--debug")
        #expect(debugged.exit == .status(1))
        #expect(debugged.error.utf8.count > 1 << 20)
        #expect(debugged.error.hasSuffix("60001 | # a line of some length, 59999\n"))
    }

    @Test func aLargeValueIsNotShownWhole() async throws {
        try directory.write("web/templates/a.yaml", "{{ range .Values.text }}{{ end }}")
        try directory.write("large.yaml", "text: \(String(repeating: "ä", count: 550_000))\n")
        let result = try await chart("-f", "large.yaml")
        #expect(result.exit == .status(1))
        #expect(result.error.contains("range can't iterate over ää"), "\(result.error.prefix(200))")
        #expect(result.error.contains("ää … 1096954 bytes left out … ää"), "\(result.error)")
        #expect(result.error.utf8.count < 5000)
    }

    @Test(arguments: [["render", "cr.yaml"], ["lint"], []])
    func aChartAndADirectoryAreNotRenderedTogether(command: [String]) async throws {
        let result = try await Command.run(
            "env",
            ["--chdir=\(directory.path)", try Repository.program("renderer")] + command + ["--chart", "web", "-t", "templates"])
        #expect(result.exit == .status(64))
        #expect(result.error.contains("--chart and --templates exclude each other: give one of them."), "\(result.error)")
    }

    @Test(arguments: [
        (["--set", "a"], "--set 'a': key \"a\" has no value"),
        (
            ["--set", "ok=1", "--set-string", "x={a,{b},c}"],
            "--set-string 'x={a,{b},c}': key \"c}\" has no value; --set-literal takes a text with braces and commas as it stands"
        ),
        (
            ["--set", "s={{ .Release.Name }}"],
            "--set 's={{ .Release.Name }}': key \"}\" has no value; --set-literal takes a text with braces and commas as it stands"
        ),
    ])
    func anAssignmentThatIsNoneIsNamedWithItsFlag(flags: [String], message: String) async throws {
        let result = try await render(["--chart", "web", "cr.yaml"] + flags)
        #expect(result.exit == .status(1))
        #expect(result.error.contains("unable to set values by \(message)\n"), "\(result.error)")
    }

    @Test func theFlagsOfASubcommandStandBehindItsName() async throws {
        let result = try await Command.run(try Repository.program("renderer"), ["--chart", "web", "render", "cr.yaml"])
        #expect(result.exit == .status(64))
        #expect(result.error.contains("The flags of render stand behind its name"), "\(result.error)")
    }

    @Test func objectsOfADirectoryBelongToTheFileThatWroteThem() async throws {
        try directory.write("templates/a.yaml.tmpl", "kind: A\napiVersion: v1\nmetadata: {name: a}\n{{ template \"b\" }}")
        try directory.write("templates/b.tmpl", "{{ define \"b\" }}---\nkind: B\napiVersion: v1\nmetadata: {name: b}\n{{ end }}")
        let result = try await render(["--templates", "templates", "cr.yaml", "--output-dir", "out"])
        #expect(result.text == "wrote out/a.yaml\nwrote out/b.yaml\n", "\(result.error)")
        let chosen = try await render(["--templates", "templates", "cr.yaml", "-s", "b.tmpl"])
        #expect(chosen.text == "apiVersion: v1\nkind: B\nmetadata:\n  name: b\n")
    }

    @Test func aRecordingOfChangesIsAsGoodAsAFile() async throws {
        func line(_ kind: String, _ name: String) -> String {
            """
            {"specversion":"1.0","id":"\(name)","source":"/fairlead/watcher/p","type":"dev.fairlead.change",\
            "time":"2026-03-04T05:06:07Z","data":{"change":"\(kind)","resource":{"group":"a.b","version":"v1","plural":"xs",\
            "kind":"X","namespaced":true},"object":{"kind":"X","metadata":{"name":"\(name)","namespace":"n","uid":"u"}}}}

            """
        }
        try directory.write("changes.ndjson", line("added", "one") + line("deleted", "two") + line("updated", "three"))
        try directory.write(
            "templates/a.yaml.tmpl", "kind: A\napiVersion: v1\nmetadata: {name: '{{ .metadata.name }}'}\nat: {{ now }}\n")
        let result = try await render([
            "--templates", "templates", "--insecure-seed", "--now", "1s", "-o", "json", "changes.ndjson",
        ])
        let items = try JSONValue(parsing: result.text)["items"]?.arrayValue ?? []
        #expect(items.map { $0["metadata"]?["name"] } == ["one", "three"], "\(result.error)")
        #expect(items.first?["at"] == "2026-03-04 05:06:07 +0000 UTC")
    }

    /// What is said of a template of the chart that fails.
    private func failure(_ template: String) async throws -> String {
        try directory.write("web/charts/lib/Chart.yaml", "apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n")
        try directory.write(
            "web/charts/lib/templates/_l.tpl",
            """
            {{- define "lib.outer" }}{{ include "lib.inner" . }}{{ end }}
            {{- define "lib.inner" }}
            {{ .Values.nothing.here }}{{ end }}
            {{- define "lib.needs" }}{{ required "size has to be given" .Values.size }}{{ end }}
            """)
        try directory.write("web/values.yaml", "text: |-\n  one\n  {{ .Values.nothing.there }}\nbroken: '{{ if }}'\n")
        try directory.write("web/templates/a.yaml", template)
        let result = try await chart()
        #expect(result.exit == .status(1))
        #expect(result.output.isEmpty)
        return result.error
    }

    @Test(arguments: [
        (
            "a: {{ include \"lib.outer\" . }}",
            """
            cr.yaml:1: web/charts/lib/templates/_l.tpl:3:11: nil pointer evaluating interface {}.here; there is no "nothing"
                3 | {{ .Values.nothing.here }}{{ end }}
                  |           ^
              called from web/charts/lib/templates/_l.tpl:1:29 (lib.outer)
              called from web/templates/a.yaml:1:7 (web/templates/a.yaml)

            """
        ),
        (
            "a: {{ include \"lib.needs\" . }}",
            """
            cr.yaml:1: web/charts/lib/templates/_l.tpl:4:29: size has to be given
                4 | {{- define "lib.needs" }}{{ required "size has to be given" .Values.size }}{{ end }}
                  |                             ^
              called from web/templates/a.yaml:1:7 (web/templates/a.yaml)

            """
        ),
        (
            "a: {{ include \"lib.outre\" . }}",
            """
            cr.yaml:1: web/templates/a.yaml:1:7: no template "lib.outre" associated with template "gotpl"; did you mean "lib.outer"?
                1 | a: {{ include "lib.outre" . }}
                  |       ^

            """
        ),
        (
            "a: {{ tpl .Values.text . }}",
            """
            cr.yaml:1: web/templates/a.yaml:1:7: nil pointer evaluating interface {}.there; there is no "nothing"
                1 | a: {{ tpl .Values.text . }}
                  |       ^
              in the text that tpl is given:
                2 | {{ .Values.nothing.there }}
                  |           ^
              called from web/templates/a.yaml:1:7 (web/templates/a.yaml)

            """
        ),
        (
            "a: {{ tpl .Values.broken . }}",
            """
            cr.yaml:1: web/templates/a.yaml:1:7: missing value for if
                1 | a: {{ tpl .Values.broken . }}
                  |       ^
              in the text that tpl is given:
                1 | {{ if }}

            """
        ),
        (
            "a: {{ .Value.text }}",
            """
            cr.yaml:1: web/templates/a.yaml:1:13: nil pointer evaluating interface {}.text; there is no "Value"; did you mean "Values"?
                1 | a: {{ .Value.text }}
                  |             ^

            """
        ),
        (
            "a: {{ .Values.brokn.part.size }}",
            """
            cr.yaml:1: web/templates/a.yaml:1:14: nil pointer evaluating interface {}.part; there is no "brokn"; did you mean "broken"?
                1 | a: {{ .Values.brokn.part.size }}
                  |              ^

            """
        ),
        (
            "a: {{ fail \"not like this\" }}",
            """
            cr.yaml:1: web/templates/a.yaml:1:7: not like this
                1 | a: {{ fail "not like this" }}
                  |       ^

            """
        ),
        (
            "a: {{ .Values.text | toYmal }}",
            """
            web/templates/a.yaml:1: function "toYmal" not defined; did you mean "toYaml"?
                1 | a: {{ .Values.text | toYmal }}

            """
        ),
    ])
    func aFailureOfAChartIsToldWhereItBegan(template: String, expected: String) async throws {
        let found = try await failure(template)
        #expect(found == expected, "\(found)")
    }
}
