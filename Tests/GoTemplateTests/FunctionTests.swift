import GoTemplate
import JSON
import Testing

@Suite struct FunctionTests {
    private struct Seed: ExecutionEnvironment {
        let text: String
    }

    @Test func environmentReachesTheFunction() throws {
        let function = Function(parameters: [], result: .string) { _, execution in
            .text((execution.environment as? Seed)?.text ?? "none")
        }
        let templates = try TemplateSet("{{seed}}", functions: ["seed": function])
        #expect(try templates.text("main") == "none")
        #expect(try templates.text("main", options: ExecutionOptions(environment: Seed(text: "s"))) == "s")
    }

    @Test func callSiteTellsPlacesApartAndStaysTheSame() throws {
        let function = Function(parameters: [], result: .string) { _, execution in
            let site = execution.callSite
            return .text("\(site?.template ?? "")/\(site?.name ?? "")/\(site?.line ?? 0)/\(site?.ordinal ?? -1)")
        }
        let templates = try TemplateSet(
            "{{here}}\n{{here}} {{define \"a\"}}{{here}}{{end}}{{template \"a\"}}", functions: ["here": function])
        let first = try templates.text("main")
        let second = try templates.text("main")
        #expect(first == second)
        let places = first.split(whereSeparator: \.isWhitespace).map(String.init)
        #expect(Set(places).count == 3)
        #expect(places[0].hasPrefix("main/main/1/"))
        #expect(places[1].hasPrefix("main/main/2/"))
        #expect(places[2].hasPrefix("main/a/2/"))
    }

    @Test func functionRendersTextThatItIsGiven() throws {
        let tpl = Function(parameters: [.string, .any], result: .string) { arguments, execution throws(FunctionError) in
            guard case .string(let source) = arguments[0] else { return .string("") }
            return .string(ByteString(try execution.render(source: source, name: "tpl", data: arguments[1])))
        }
        let templates = try TemplateSet(
            "{{define \"a\"}}[{{.}}]{{end}}{{tpl .text .}}", functions: ["tpl": tpl])
        #expect(try templates.text("main", ["text": #"{{template "a" .n}}"#, "n": 7]) == "[7]")
        #expect(
            templates.failure("main", ["text": "{{"])
                == "template: main:1:30: executing \"main\" at <tpl .text .>: error calling tpl: template: tpl:1: unclosed action"
        )
        #expect(!templates.contains("tpl"))
    }

    @Test func functionChangesAMapForAllWhoHoldIt() throws {
        let set = Function(parameters: [.object, .string, .any], result: .object) { arguments, _ in
            if case .map(let map) = arguments[0] { map.set(arguments[2], for: arguments[1]) }
            return arguments[0]
        }
        let templates = try TemplateSet(
            #"{{$_ := set .m "k" 2}}{{.m.k}} {{(index .l 0).k}} {{$_ = set (index .l 0) "k" 3}}{{(index .l 0).k}}"#,
            functions: ["set": set])
        let data: JSONValue = ["m": ["k": 1], "l": [["k": 1]]]
        #expect(try templates.text("main", data) == "2 1 3")
        #expect(try templates.text("main", data) == "2 1 3")
    }

    @Test func objectOffersFieldsMethodsAndItsMap() throws {
        let templates = try TemplateSet(#"{{.Name}} {{.Greet "Mr"}} {{.Greet "a" | printf "%q"}} {{.spec.By}} {{.Title}}"#)
        #expect(
            String(decoding: try templates.render("main", data: .object(Person())), as: UTF8.self)
                == "Alice Mr Alice \"a Alice\" Carroll a title")
        let failing = try TemplateSet("{{.Greet}}")
        let error = #expect(throws: TemplateError.self) { try failing.render("main", data: .object(Person())) }
        #expect(error?.message == "wrong number of args for Greet: want 1 got 0")
    }

    private final class Person: TemplateObject {
        let type = GoType.named("main.Person", underlying: .object)
        let map = GoMap([("spec", Value(["By": "Carroll"])), ("Title", .text("a title")), ("Name", .text("hidden"))])

        var underlying: Value? { .map(map) }

        func method(_ name: String) -> Function? {
            switch name {
            case "Name": Function(parameters: [], result: .string) { _, _ in .text("Alice") }
            case "Greet":
                Function(parameters: [.string], result: .string) { arguments, _ in .text("\(arguments[0].string) Alice") }
            default: nil
            }
        }
    }
}
