import GoTemplate
import JSON
import Testing

@Suite struct TemplateErrorTests {
    @Test func syntaxErrorHasItsParts() throws {
        let error = try #require(throws: TemplateError.self) { try TemplateSet("a\n{{.b}}\n{{nope}}") }
        #expect(error.kind == .syntax)
        #expect(error.template == "main")
        #expect(error.line == 3)
        #expect(error.column == nil)
        #expect(error.message == #"function "nope" not defined"#)
        #expect(error.description == #"template: main:3: function "nope" not defined"#)
    }

    @Test func executionErrorHasItsPartsAndTheCallingTemplates() throws {
        var templates = TemplateSet()
        try templates.parse("\n  {{template \"outer\" .spec}}", name: "main.tmpl")
        try templates.parse(
            "{{define \"outer\"}}\n{{template \"inner\" .}}{{end}}{{define \"inner\"}}{{.size.x.y}}{{end}}", name: "parts.tmpl")
        let error = try #require(templates.error("main.tmpl", ["spec": ["size": "big"]]))
        #expect(error.kind == .execution)
        #expect(error.template == "parts.tmpl")
        #expect(error.name == "inner")
        #expect(error.line == 2)
        #expect(error.column == 54)
        #expect(error.context == ".size.x.y")
        #expect(error.message == "can't evaluate field x in type interface {}")
        #expect(
            error.stack == [
                TemplateError.Frame(name: "main.tmpl", template: "main.tmpl", line: 2, column: 13),
                TemplateError.Frame(name: "outer", template: "parts.tmpl", line: 2, column: 11),
                TemplateError.Frame(name: "inner", template: "parts.tmpl", line: 2, column: 54),
            ])
        #expect(
            error.description
                == #"template: parts.tmpl:2:54: executing "inner" at <.size.x.y>: can't evaluate field x in type interface {}"#)
    }

    @Test func errorInsideAnIncludedTemplateKeepsTheWholeStack() throws {
        let include = Function(parameters: [.string, .any], result: .string) { arguments, execution throws(FunctionError) in
            .string(ByteString(try execution.render(arguments[0].string, data: arguments[1])))
        }
        let templates = try TemplateSet(
            "{{define \"a\"}}{{.x.y}}{{end}}\n{{include \"a\" .}}", functions: ["include": include])
        let error = try #require(templates.error("main", ["x": 1]))
        #expect(
            error.description
                == "template: main:2:2: executing \"main\" at <include \"a\" .>: error calling include: "
                + "template: main:1:18: executing \"a\" at <.x.y>: can't evaluate field y in type interface {}")
        #expect(error.stack.map(\.description) == ["main:2:2 (main)", "main:1:18 (a)"])
    }

    @Test func recursionThroughAFunctionIsBounded() throws {
        let include = Function(parameters: [.string, .any], result: .string) { arguments, execution throws(FunctionError) in
            .string(ByteString(try execution.render(arguments[0].string, data: arguments[1])))
        }
        let templates = try TemplateSet(
            "{{define \"a\"}}{{include \"a\" .}}{{end}}{{include \"a\" .}}", functions: ["include": include])
        #expect(templates.error("main", options: ExecutionOptions(limits: ExecutionLimits(depth: 50)))?.kind == .limit(.depth))
        #expect(templates.error("main", options: ExecutionOptions(limits: ExecutionLimits(depth: .max)))?.kind == .limit(.depth))
    }

    @Test(arguments: [
        (MissingKey.noValue, "<no value>", ""),
        (.zero, "<no value>", ""),
        (.error, "", #"template: main:1:2: executing "main" at <.a>: map has no entry for key "a""#),
    ])
    func missingKey(option: MissingKey, output: String, failure: String) throws {
        let templates = try TemplateSet("{{.a}}")
        let options = ExecutionOptions(missingKey: option)
        #expect(templates.failure("main", [:], options: options) == failure)
        if failure.isEmpty { #expect(try templates.text("main", [:], options: options) == output) }
    }
}
