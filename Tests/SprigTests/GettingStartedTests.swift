import GoTemplate
import JSON
import Sprig
import TestSupport
import Testing

/// The code of the article "Getting started", and that the article shows it.
@Suite struct GettingStartedTests {
    private let article: Article

    init() throws {
        article = try Article("Sources/renderer/Sprig/Sprig.docc/GettingStarted.md")
    }

    @Test func theCodeOfTheArticleIsThisCode() throws {
        #expect(article.code == (try Article.snippets(in: "Tests/SprigTests/GettingStartedTests.swift")))
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
        var templates = TemplateSet(functions: Sprig.functions())
        try templates.parse(#"{{ .name | trunc 3 | upper | quote }} {{ list 3 1 2 | sortAlpha | join "-" }}"#, name: "main")
        show(String(decoding: try templates.render("main", data: ["name": "orders"]), as: UTF8.self))
        // "ORD" 1-2-3
    }
    // end
    // article 2
    do {
        let seed = RandomSeed(Array("thirty-two bytes that nobody knows".utf8))
        var secret = TemplateSet(functions: Sprig.functions())
        try secret.parse(#"{{ randAlphaNum 12 }} {{ now | date "2006-01-02" }}"#, name: "secret")
        func password(of owner: String, rotation: String = "") throws -> String {
            let inputs = StableInputs(seed: seed, owner: owner, rotation: rotation, now: .init(seconds: 1_767_225_600))
            let output = try secret.render("secret", data: [:], options: ExecutionOptions(environment: inputs))
            return String(decoding: output, as: UTF8.self)
        }
        show(try password(of: "ann") == password(of: "ann"))
        // true
        show(try password(of: "ann") == password(of: "bob"))
        // false
        show(try password(of: "ann") == password(of: "ann", rotation: "1"))
        // false
        show(try password(of: "ann").hasSuffix("2026-01-01"))
        // true
    }
    // end
    // article 3
    do {
        show(Sprig.functions()["env"] == nil)
        // true
        show(Sprig.functions(allowing: .environment)["env"] == nil)
        // false
    }
    // end
    return lines
}
