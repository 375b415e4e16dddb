import GoTemplate
import JSON
import Testing

@Suite(.timeLimit(.minutes(5))) struct TemplateSetTests {
    @Test func textsShareTheirDefinitions() throws {
        var templates = TemplateSet()
        try templates.parse(#"{{template "label" .name}}, {{template "other.tmpl"}}"#, name: "main.tmpl")
        try templates.parse(#"{{define "label"}}app: {{.}}{{end}}"#, name: "labels.tmpl")
        try templates.parse("other", name: "other.tmpl")
        #expect(try templates.text("main.tmpl", ["name": "web"]) == "app: web, other")
        #expect(templates.names == ["label", "labels.tmpl", "main.tmpl", "other.tmpl"])
        #expect(templates.contains("label"))
        #expect(!templates.contains("nope"))
    }

    @Test func laterDefinitionReplacesEarlierOne() throws {
        var templates = TemplateSet()
        try templates.parse(#"{{define "a"}}first{{end}}{{template "a"}}"#, name: "main")
        try templates.parse(#"{{define "a"}}second{{end}}"#, name: "more")
        #expect(try templates.text("main") == "second")
    }

    @Test func emptyDefinitionReplacesNothing() throws {
        var templates = TemplateSet()
        try templates.parse("content", name: "main")
        try templates.parse(" \n{{/* nothing */}} {{define \"other\"}}x{{end}}", name: "main")
        #expect(try templates.text("main") == "content")
        #expect(try templates.text("other") == "x")
    }

    @Test func whatATextDefinesWhileRenderingIsKnownToItAlone() throws {
        let tpl = Function(parameters: [.string, .any], result: .string, returnsError: true) {
            arguments, execution throws(FunctionError) in
            guard case .string(let source) = arguments[0] else { return .text("") }
            return .string(ByteString(try execution.render(source: source, name: "tpl", data: arguments[1])))
        }
        var templates = TemplateSet(functions: ["tpl": tpl])
        try templates.parse(
            #"{{define "a"}}own{{end}}{{template "a"}} {{tpl .text .}} {{tpl .text .}} {{template "a"}}"#, name: "main")
        let data: JSONValue = ["text": #"{{define "a"}}{{.n}}{{end}}{{template "a" .}}"#, "n": 1]
        for _ in 0..<3 { #expect(try templates.text("main", data) == "own 1 1 own") }
        // Other functions, another meaning of the same text.
        templates.functions["n"] = Function(parameters: [], result: .string) { _, _ in .text("called") }
        try templates.parse("{{tpl .text .}}", name: "main")
        let call: JSONValue = ["text": "{{n}}"]
        #expect(try templates.text("main", call) == "called")
        templates.functions["n"] = Function(parameters: [], result: .string) { _, _ in .text("again") }
        #expect(try templates.text("main", call) == "again")
    }

    @Test func copyIsIndependent() throws {
        var templates = TemplateSet()
        try templates.parse(#"{{block "a" .}}default{{end}}"#, name: "main")
        var copy = templates
        try copy.parse(#"{{define "a"}}other{{end}}"#, name: "more")
        #expect(try templates.text("main") == "default")
        #expect(try copy.text("main") == "other")
        #expect(!templates.contains("more"))
    }

    @Test func textThatIsNoTemplateChangesNothing() throws {
        var templates = TemplateSet()
        try templates.parse(#"{{define "a"}}first{{end}}"#, name: "main")
        #expect(throws: TemplateError.self) { try templates.parse(#"{{define "a"}}second{{end}}{{"#, name: "more") }
        #expect(try templates.text("a") == "first")
        #expect(!templates.contains("more"))
    }

    @Test func unknownTemplateIsNamedWithTheSet() throws {
        var templates = TemplateSet()
        #expect(templates.failure("x") == #"template: no template "x""#)
        try templates.parse("", name: "main")
        #expect(templates.failure("x") == #"template: no template "x" associated with template "main""#)
    }

    @Test func delimitersCanBeChosen() throws {
        var templates = TemplateSet(delimiters: TemplateDelimiters(left: "<<", right: ">>"))
        try templates.parse("{{.a}} << .a ->> \n.", name: "main")
        #expect(try templates.text("main", ["a": 1]) == "{{.a}} 1.")
    }

    @Test func functionReplacesBuiltinOneOfItsName() throws {
        var templates = TemplateSet(functions: ["len": Function(parameters: [.any]) { _, _ in .text("mine") }])
        try templates.parse("{{len .}}", name: "main")
        #expect(try templates.text("main") == "mine")
        templates.functions["added"] = Function(parameters: []) { _, _ in .text("later") }
        try templates.parse("{{added}}", name: "more")
        #expect(try templates.text("more") == "later")
    }

    @Test func breakIsAFunctionIfThereIsOneOfTheName() throws {
        var templates = TemplateSet(functions: ["break": Function(parameters: []) { _, _ in .text("glass") }])
        try templates.parse("{{range 2}}{{break}} {{end}}", name: "main")
        #expect(try templates.text("main") == "glass glass ")
    }

    @Test func manyTasksRenderFromOneSet() async throws {
        var templates = TemplateSet()
        try templates.parse(#"{{range .l}}{{.}}{{template "t" $}}{{end}}{{define "t"}}-{{.n}} {{end}}"#, name: "main")
        let set = templates
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<32 {
                group.addTask {
                    for _ in 0..<50 {
                        let data: JSONValue = ["l": ["a", "b"], "n": .integer(Int64(number))]
                        let text = try set.text("main", data)
                        #expect(text == "a-\(number) b-\(number) ")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func rendersIntoABufferThatIsUsedAgain() throws {
        var templates = TemplateSet()
        try templates.parse("<{{.}}>", name: "main")
        var output: [UInt8] = Array("head ".utf8)
        try templates.render("main", data: .int(1), into: &output)
        try templates.render("main", data: .int(2), into: &output)
        #expect(String(decoding: output, as: UTF8.self) == "head <1><2>")
    }
}
