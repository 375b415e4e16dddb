import GoTemplate
import JSON
import Testing

@Suite struct DrawTests {
    /// A function that tells which call of it this is.
    private static let functions: FunctionMap = [
        "draw": Function(parameters: [.any], isVariadic: true, result: .string) { _, execution in
            guard let draw = execution.nextDraw() else { return .text("none") }
            return .text("\(draw.template)/\(draw.function)#\(draw.ordinal).\(draw.round)")
        },
        "other": Function(parameters: [], result: .string) { _, _ in .text("") },
        "slow": Function(parameters: [], result: .string) { _, execution throws(FunctionError) in
            while true { try execution.checkInterruption() }
        },
        "include": Function(parameters: [.string], result: .string) { arguments, execution throws(FunctionError) in
            guard case .string(let name) = arguments[0] else { return .text("") }
            return .string(ByteString(try execution.render(name.description, data: .null)))
        },
    ]

    private func render(_ text: String, _ options: ExecutionOptions = ExecutionOptions()) throws -> String {
        var templates = TemplateSet(functions: Self.functions)
        try templates.parse(text, name: "main")
        return String(decoding: try templates.render("main", data: JSONValue.null, options: options), as: UTF8.self)
    }

    @Test(arguments: [
        ("{{ draw }} {{ draw 1 }} {{ (draw) }} {{ 1 | draw }}", "main/draw#0.0 main/draw#1.0 main/draw#2.0 main/draw#3.0"),
        ("{{ range 3 }}{{ draw }} {{ end }}{{ draw }}", "main/draw#0.0 main/draw#0.1 main/draw#0.2 main/draw#1.0"),
        (
            #"{{ define "t" }}{{ draw }}{{ end }}{{ include "t" }} {{ draw }} {{ template "t" }}"#,
            "t/draw#0.0 main/draw#0.0 t/draw#0.1"
        ),
        ("{{ draw (draw) }} {{ print (draw) draw }}", "main/draw#0.0 main/draw#2.0main/draw#3.0"),
    ])
    func callsAreToldApart(template: String, expected: String) throws {
        #expect(try render(template) == expected)
    }

    @Test func whatStandsAroundACallDoesNotCount() throws {
        let alone = try render("{{ draw }}")
        #expect(try render("a text {{ other }}{{ $x := 1 }}{{ if $x }}{{ draw }}{{ end }}") == "a text \(alone)")
    }

    @Test func longFunctionsEndWhenTimeIsUp() {
        let error = #expect(throws: TemplateError.self) {
            _ = try render("{{ slow }}", ExecutionOptions(limits: ExecutionLimits(time: .milliseconds(20))))
        }
        #expect(error?.kind == .limit(.time))
    }
}
