import GoTemplate
import Helm
import JSON
import TestSupport
import Testing

@testable import Linting

@Suite struct TemplateLinterTests {
    private func lint(_ files: (String, String)...) -> [String] {
        let files = files.enumerated().map { index, file in
            LintedTemplates.File(name: file.0, text: Array(file.1.utf8), isEntry: index == 0)
        }
        let findings = TemplateLinter(functions: HelmEngine.functions).findings(in: files, schema: nil)
        return LintReport(findings).findings.map { "\($0.place): \($0.message)" }
    }

    @Test func goodTemplatesHaveNoFindings() {
        #expect(
            lint(
                (
                    "a",
                    #"{{ template "b" . }}{{ include "c" . }}{{ if .x }}{{ range .y }}{{ break }}{{ end }}{{ else }}-{{ end }}"#
                ),
                ("b", #"{{ define "b" }}{{ .z | default 1 | printf "%d" }}{{ end }}{{ define "c" }}c{{ end }}"#)) == [])
    }

    @Test func whatCannotBeParsedIsToldAndTheOtherFilesAreStillLookedAt() {
        #expect(
            lint(("a", "x\n{{ if }}{{ end }}"), ("b", "{{ upcase .x }}")) == [
                "a:2: missing value for if", "b:1:4: there is no function \"upcase\"",
            ])
    }

    @Test func unknownFunctionsAndTemplatesHaveHints() {
        #expect(
            lint(
                ("a", #"{{ prinff 1 }}\#n{{ template "lables" . }}{{ (include "lables" .) }}"#),
                ("b", #"{{ define "labels" }}{{ end }}"#))
                == [
                    "a:1:4: there is no function \"prinff\"; did you mean \"printf\"?",
                    "a:2:13: there is no template \"lables\"; did you mean \"labels\"?",
                    "a:2:38: there is no template \"lables\"; did you mean \"labels\"?",
                ])
    }

    @Test func unusedDefinitionsAreFoundThroughOthers() {
        let definitions =
            #"{{ define "b" }}{{ template "c" }}{{ end }}{{ define "c" }}c{{ template "b" }}{{ end }}{{ define "d" }}d{{ end }}"#
        #expect(
            lint(("a", #"{{ template "d" }}"#), ("f", definitions)) == [
                "f:1:29: nothing calls the template \"b\"", "f:1:60: nothing calls the template \"c\"",
            ])
        // A name that only a run tells may be any.
        #expect(lint(("a", "{{ include .name . }}"), ("f", definitions)) == [])
        #expect(lint(("a", "{{ tpl .text . }}"), ("f", definitions)) == [])
    }

    @Test func aDefinitionThatAnotherReplacesIsTold() {
        #expect(
            lint(("a", #"{{ template "x" }}"#), ("b", #"{{ define "x" }}1{{ end }}"#), ("c", #"{{ define "x" }}2{{ end }}"#)) == [
                "b:1: the template \"x\" counts for nothing: c defines it again"
            ])
    }

    @Test(arguments: [
        ("{{ if true }}a{{ else }}b{{ end }}", "a:1:25: \"true\" is always true, so that its else is never executed"),
        ("{{ if not 1 }}a{{ end }}", "a:1:7: \"not 1\" is always false, so that what it guards is never executed"),
        (
            #"{{ if and .x "" }}a{{ end }}"#,
            "a:1:7: \"and .x \"\"\" is always false, so that what it guards is never executed"
        ),
        (
            "{{ with or .x 0 true }}a{{ else }}b{{ end }}",
            "a:1:35: \"or .x 0 true\" is always true, so that its else is never executed"
        ),
        ("{{ range .x }}{{ break }} {{ . }}{{ end }}", "a:1:30: nothing after the break or continue before it is ever executed"),
        (
            "{{ if .x }}a{{ else if .y }}b{{ else if .x }}c{{ end }}",
            "a:1:41: \".x\" was asked before, so that what it guards here is never executed"
        ),
    ])
    func whatIsNeverExecutedIsFound(text: String, finding: String) {
        #expect(lint(("a", text)) == [finding])
    }

    @Test(arguments: [
        "{{ if .x }}a{{ else }}b{{ end }}", "{{ if or .x false }}a{{ end }}", "{{ if true }}a{{ end }}",
        "{{ range 0 }}a{{ else }}b{{ end }}",
    ])
    func whatMayBeExecutedIsNot(text: String) {
        #expect(lint(("a", text)).filter { !$0.contains("always false") } == [])
    }

    @Test(arguments: [
        ("{{ upper }}", "a:1:4: wrong number of args for upper: want 1 got 0"),
        (#"{{ "x" | upper "y" }}"#, "a:1:10: wrong number of args for upper: want 1 got 2"),
        (#"{{ replace "a" "b" }}"#, "a:1:4: wrong number of args for replace: want 3 got 2"),
        ("{{ printf }}", "a:1:4: wrong number of args for printf: want at least 1 got 0"),
        ("{{ if eq }}{{ end }}", "a:1:7: wrong number of args for eq: want at least 1 got 0"),
        ("{{ len .a .b }}", "a:1:4: wrong number of args for len: want 1 got 2"),
        ("{{ lt .a }}", "a:1:4: wrong number of args for lt: want 2 got 1"),
        (#"{{ printf "%s" (trunc 5) }}"#, "a:1:17: wrong number of args for trunc: want 2 got 1"),
        (#"{{ printf "%s" upper }}"#, "a:1:16: wrong number of args for upper: want 1 got 0"),
        ("{{ lower.x }}", "a:1:4: wrong number of args for lower: want 1 got 0"),
        (#"{{ dig "a" .x }}"#, "a:1:4: dig needs at least three arguments"),
        (#"{{ include "a" }}"#, "a:1:4: wrong number of args for include: want 2 got 1"),
        ("{{ with include }}{{ end }}", "a:1:9: wrong number of args for include: want 2 got 0"),
        ("{{ $x := and }}", "a:1:10: wrong number of args for and: want at least 1 got 0"),
    ])
    func aWrongNumberOfArgumentsIsFoundAsARunTellsIt(text: String, finding: String) throws {
        #expect(lint(("a", text)) == [finding])
        var templates = TemplateSet(functions: HelmEngine.functions)
        try templates.parse(text, name: "a")
        let error = #expect(throws: TemplateError.self) { try templates.render("a", data: [:]) }
        let message = finding.drop { $0 != " " }.dropFirst()
        #expect(error?.message.hasSuffix(message) == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test(arguments: [
        #"{{ "x" | upper | trunc 3 | printf "%s%s" "y" }}{{ .x | and }}{{ print }}{{ list }}{{ dict "a" }}"#,
        #"{{ now.Unix }}{{ .x | dig "a" "b" 1 }}{{ eq .x 1 2 3 }}{{ default 1 }}{{ .x | default 1 }}{{ (dict).x }}"#,
        #"{{ index .x }}{{ .x | index }}{{ call .f }}{{ .x.f 1 2 }}{{ $y := .x }}{{ $y.f 1 | .x.f 2 }}{{ uuidv4 | quote }}"#,
    ])
    func theRightNumberOfArgumentsIsNoMistake(text: String) {
        #expect(lint(("a", text)) == [])
    }

    @Test func anythingAtAllCanBeLookedAt() {
        var random = SeededGenerator(seed: 20)
        let pieces = [
            "{{", "}}", "if", "range", "with", "else", "end", "define", "\"x\"", "template", ".a", "$x", ":=", "=", "(", ")", "|",
            "break", " ", "\n", "include", "eq", "1", "true", "block", "nil", "{{-", "/*", "*/",
        ]
        for _ in 0..<1000 {
            let text = (0..<random.below(40)).map { _ in random.one(of: pieces) }.joined(separator: " ")
            _ = lint(("a", text))
        }
    }
}
