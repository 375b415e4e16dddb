import JSON
import TestSupport
import Testing

@testable import Rendering

/// What a person sees who renders by hand.
@Suite(.timeLimit(.minutes(5))) struct RenderPreviewTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write("cr.yaml", "apiVersion: v1\nkind: X\nmetadata: {name: x}\nspec: {size: 3}\n")
    }

    private func failure(_ templates: [String: String]) async throws -> String {
        for (name, text) in templates { try directory.write("templates/\(name)", text) }
        do throws(RenderError) {
            let renderer = try GoTemplateRenderer(directory: directory.path("templates"))
            let outcomes = await RenderPreview(renderer: renderer).outcomes(of: directory.path("cr.yaml"))
            guard let outcome = outcomes.first, case .failure(let error) = outcome.result else { return "no failure" }
            return outcome.explanation(of: error).replacing(directory.path("cr.yaml"), with: "cr.yaml")
        } catch {
            return error.explanation
        }
    }

    @Test func theLineIsShownWithItsPlaceAndWhoCalledIt() async throws {
        #expect(
            try await failure([
                "a.tmpl": "x: 1\n{{ template \"labels\" .spec }}\n", "b.tmpl": "{{ define \"labels\" }}{{ .size.x }}{{ end }}",
            ]) == """
                cr.yaml:1: b.tmpl:1:30: can't evaluate field x in type interface {}
                    1 | {{ define "labels" }}{{ .size.x }}{{ end }}
                      |                              ^
                  called from a.tmpl:2:13 (a.tmpl)
                """)
    }

    @Test func aNameThatIsNotThereHasAHint() async throws {
        #expect(
            try await failure(["a.tmpl": "{{ prinft 1 }}"]) == """
                a.tmpl:1: function "prinft" not defined; did you mean "print"?
                    1 | {{ prinft 1 }}
                """)
        #expect(
            try await failure(["a.tmpl": "{{ template \"lables\" }}{{ define \"labels\" }}x{{ end }}"]).hasPrefix(
                "cr.yaml:1: a.tmpl:1:13: template \"lables\" not defined; did you mean \"labels\"?\n"))
    }

    @Test func ofADeepRecursionTheEndsAreShown() async throws {
        let text = "{{ define \"r\" }}{{ template \"r\" . }}{{ end }}{{ template \"r\" . }}"
        let lines = try await failure(["a.tmpl": text]).split(separator: "\n")
        #expect(lines.count < 30)
        #expect(lines.contains { $0.hasPrefix("  … ") && $0.hasSuffix(" more") }, "\(lines)")
        #expect(lines.last == "  called from a.tmpl:1:58 (a.tmpl)")
    }

    @Test func whatIsNilIsNamed() async throws {
        #expect(
            try await failure(["a.tmpl": "{{ $d := dict `none` nil }}{{ $d.none.size }}"]).hasPrefix(
                "cr.yaml:1: a.tmpl:1:33: nil pointer evaluating interface {}.size; \"none\" is null\n"))
    }

    @Test func outputThatIsNotYAMLIsShownBesideTheLineThatWroteIt() async throws {
        #expect(
            try await failure(["a.tmpl": "apiVersion: v1\n{{ range $i := 2 }}a: [{{ $i }}\n{{ end }}"]) == """
                cr.yaml:1: a.tmpl:2: the rendered text is not YAML: did not find expected ',' or ']' while parsing a flow sequence (line 3, column 2 of the output)
                    2 | {{ range $i := 2 }}a: [{{ $i }}
                  which wrote:
                    3 | a: [1
                      |  ^
                """)
    }

    /// What is said of each resource of a file.
    private func problems(_ text: String) async throws -> [String] {
        try directory.write("templates/a.tmpl", "apiVersion: v1\nkind: A\nmetadata: {name: '{{ .metadata.name }}'}\n")
        try directory.write("given.yaml", text)
        let renderer = try GoTemplateRenderer(directory: directory.path("templates"))
        let file = directory.path("given.yaml")
        return await RenderPreview(renderer: renderer).outcomes(of: file).map { outcome in
            guard case .failure(let error) = outcome.result else { return outcome.name }
            return outcome.explanation(of: error).replacing(file, with: "f")
        }
    }

    @Test(arguments: [
        ("[1, 2]", ["f:1: this is a list, not a custom resource"]),
        ("hello", ["f:1: this is a string, not a custom resource"]),
        (
            "a: 1\n---\napiVersion: v1\nkind: X\nmetadata: {name: x}\n",
            ["f:1: this is no custom resource: it has no apiVersion", "x"]
        ),
        ("\napiVersion: v1\nmetadata: {name: x}", ["f:2: this is no custom resource: it has no kind"]),
        ("apiVersion: v1\nkind: X\nmetadata: {}", ["f:1: this is no custom resource: it has no metadata.name"]),
        (
            "apiVersion: v1\nkind: X\nmetadata: {name: 7}",
            ["f:1: metadata.name of this custom resource is a number, not a string"]
        ),
        ("", ["f: there is no custom resource in it"]), ("# nothing\n---\n", ["f: there is no custom resource in it"]),
        (
            """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: X, metadata: {name: one}}
            - {apiVersion: v1, kind: X}
            - {apiVersion: v1, kind: X, metadata: {name: two}}
            """, ["one", "f:5: this is no custom resource: it has no metadata.name", "two"]
        ),
    ])
    func whatIsNoCustomResourceIsRefusedWithItsPlace(text: String, expected: [String]) async throws {
        #expect(try await problems(text) == expected)
    }
}
