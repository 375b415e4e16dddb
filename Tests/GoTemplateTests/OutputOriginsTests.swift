import GoTemplate
import JSON
import Testing

@Suite struct OutputOriginsTests {
    @Test func eachLineOfOutputIsTracedToTheLineThatWroteIt() throws {
        var templates = TemplateSet()
        try templates.parse(
            """
            kind: A
            {{- range .l }}
            item: {{ . }}
            {{- end }}
            {{ template "part" . }}
            last: 1
            """, name: "main")
        try templates.parse("{{define \"part\"}}\n\nfirst: 1\nsecond: {{ .x }}{{end}}", name: "parts")
        var origins = OutputOrigins()
        let output = try templates.render("main", data: Value(["l": [1, 2], "x": 3]), origins: &origins)
        let lines = String(decoding: output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let traced = lines.indices.map { index in
            let origin = origins.origin(ofLine: index + 1, in: output)
            return "\(lines[index]) <- \(origin?.template ?? "-"):\(origin?.line ?? 0)"
        }
        #expect(
            traced == [
                "kind: A <- main:1", "item: 1 <- main:3", "item: 2 <- main:3", " <- parts:1", " <- parts:2",
                "first: 1 <- parts:3", "second: 3 <- parts:4", "last: 1 <- main:6",
            ])
    }

    @Test func whatWasNotWrittenHasNoOrigin() {
        #expect(OutputOrigins().origin(ofOffset: 0) == nil)
        #expect(OutputOrigins().origin(ofLine: 2, in: [65]) == nil)
    }
}
