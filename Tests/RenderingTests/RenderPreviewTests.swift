import JSON
import TestSupport
import Testing

@testable import Rendering

/// What a person sees who renders by hand.
@Suite struct RenderPreviewTests {
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
}
