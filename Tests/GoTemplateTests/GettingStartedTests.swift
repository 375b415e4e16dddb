import GoTemplate
import JSON
import TestSupport
import Testing

/// The code of the article "Getting started", and that the article shows it.
@Suite struct GettingStartedTests {
    private let article: Article

    init() throws {
        article = try Article("Sources/renderer/GoTemplate/GoTemplate.docc/GettingStarted.md")
    }

    @Test func theCodeOfTheArticleIsThisCode() throws {
        #expect(article.code == (try Article.snippets(in: "Tests/GoTemplateTests/GettingStartedTests.swift")))
    }

    @Test func theCodePrintsWhatTheArticleSays() throws {
        #expect(article.output == (try printed()))
    }
}

/// Runs the code; returns what it prints, a line each.
private func printed() throws -> [String] {
    var lines: [String] = []
    func show(_ items: Any...) { lines.append(items.map { "\($0)" }.joined(separator: " ")) }
    // article 1
    do {
        var templates = TemplateSet()
        try templates.parse(#"{{ define "label" }}app: {{ . }}{{ end }}"#, name: "labels")
        try templates.parse(#"{{ template "label" .name }}, {{ .size }} replicas"#, name: "main")
        let output = try templates.render("main", data: ["name": "web", "size": 3])
        show(String(decoding: output, as: UTF8.self))
        // app: web, 3 replicas
    }
    // end
    // article 2
    do {
        let resource = try JSONValue(parsing: #"{"spec": {"hosts": ["a", "b"]}}"#)
        var hosts = TemplateSet()
        try hosts.parse("{{ range .spec.hosts }}[{{ . }}]{{ end }}", name: "hosts")
        show(String(decoding: try hosts.render("hosts", data: Value(resource)), as: UTF8.self))
        // [a][b]
    }
    // end
    // article 3
    do {
        let shout = Function(parameters: [.string], result: .string) { arguments, _ throws(FunctionError) in
            guard case .string(let text) = arguments[0].underlying else { return .text("") }
            return .text(text.description.uppercased() + "!")
        }
        var loud = TemplateSet(functions: ["shout": shout])
        try loud.parse(#"{{ .name | shout }}"#, name: "loud")
        show(String(decoding: try loud.render("loud", data: ["name": "ann"]), as: UTF8.self))
        // ANN!
    }
    // end
    // article 4
    do {
        let limits = ExecutionLimits(steps: 1_000, depth: 100, outputBytes: 1 << 20, time: .seconds(1))
        var endless = TemplateSet()
        try endless.parse(#"{{ define "a" }}{{ template "a" }}{{ end }}{{ template "a" }}"#, name: "endless")
        do throws(TemplateError) {
            _ = try endless.render("endless", data: [:], options: ExecutionOptions(limits: limits))
        } catch {
            show(error.kind == .limit(.depth), error.template ?? "", error.line ?? 0)
            // true endless 1
        }
    }
    // end
    // article 5
    do {
        var broken = TemplateSet()
        try broken.parse(#"{{ define "b" }}{{ .size.x }}{{ end }}"#, name: "b.tmpl")
        try broken.parse(#"{{ template "b" . }}"#, name: "a.tmpl")
        do throws(TemplateError) {
            _ = try broken.render("a.tmpl", data: ["size": 3])
        } catch {
            show(error.message)
            // can't evaluate field x in type interface {}
            show(error.stack.map(\.description))
            // ["a.tmpl:1:12 (a.tmpl)", "b.tmpl:1:24 (b)"]
        }
    }
    // end
    return lines
}
