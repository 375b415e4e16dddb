import GoTemplate
import JSON
import Testing

@Suite(.timeLimit(.minutes(5))) struct ExecutionLimitTests {
    private func options(_ limits: ExecutionLimits) -> ExecutionOptions { ExecutionOptions(limits: limits) }

    @Test func stepsAreBounded() throws {
        let templates = try TemplateSet("{{range 1000000}}{{end}}")
        let error = templates.error("main", options: options(ExecutionLimits(steps: 5000)))
        #expect(error?.kind == .limit(.steps))
        #expect(error?.message == "exceeded the maximum of 5000 steps")
        #expect(try TemplateSet("{{range 4000}}{{end}}").text("main", options: options(ExecutionLimits(steps: 5000))) == "")
    }

    @Test func stepsOfIncludedTemplatesCount() throws {
        let include = Function(parameters: [.string, .any], result: .string) { arguments, execution throws(FunctionError) in
            .string(ByteString(try execution.render("\(arguments[0].string)", data: arguments[1])))
        }
        let templates = try TemplateSet(
            #"{{define "a"}}{{range 100}}{{end}}{{end}}{{range 100}}{{include "a" .}}{{end}}"#, functions: ["include": include])
        #expect(templates.error("main", options: options(ExecutionLimits(steps: 5000)))?.kind == .limit(.steps))
        #expect(templates.error("main", options: options(ExecutionLimits(steps: 20000))) == nil)
    }

    @Test func depthIsBounded() throws {
        let templates = try TemplateSet(#"{{define "r"}}{{template "r" .}}{{end}}{{template "r" .}}"#)
        let error = templates.error("main", options: options(ExecutionLimits(depth: 20)))
        #expect(error?.kind == .limit(.depth))
        #expect(
            error?.description
                == #"template: main:1:25: executing "r" at <{{template "r" .}}>: exceeded maximum template depth (20)"#)
        #expect(error?.stack.count == 21)
    }

    @Test func stackEndsRecursionThatHasNoOtherBound() throws {
        let templates = try TemplateSet(
            #"{{define "r"}}{{if true}}{{with .}}{{template "r" .}}{{end}}{{end}}{{end}}{{template "r" 1}}"#)
        let error = templates.error("main", options: options(ExecutionLimits(depth: .max)))
        #expect(error?.kind == .limit(.depth))
    }

    @Test(arguments: [
        "{{range 100000}}0123456789{{end}}", #"{{printf "%2000d" 1}}"#, String(repeating: "x", count: 2000),
    ])
    func outputIsBounded(source: String) throws {
        let error = try TemplateSet(source).error("main", options: options(ExecutionLimits(outputBytes: 1000)))
        #expect(error?.kind == .limit(.output))
        #expect(error?.message == "the output exceeds 1000 bytes")
    }

    @Test func memoryOfValuesIsBounded() throws {
        let source = #"{{$s := "x"}}{{range 40}}{{$s = printf "%s%s" $s $s}}{{end}}"#
        let error = try TemplateSet(source).error("main", options: options(ExecutionLimits(memoryBytes: 1 << 20)))
        #expect(error?.kind == .limit(.memory))
        #expect(error?.message == "the values that functions built exceed 1048576 bytes")
    }

    @Test func functionChargesBeforeItBuilds() throws {
        let function = Function(parameters: [.int], result: .string) { arguments, execution throws(FunctionError) in
            guard case .integer(let count, _) = arguments[0] else { return .string("") }
            try execution.charge(bytes: Int(count))
            return .text(String(repeating: "x", count: Int(count)))
        }
        let templates = try TemplateSet("{{fill 3}}{{fill 9000000000}}", functions: ["fill": function])
        #expect(templates.error("main")?.kind == .limit(.memory))
    }

    @Test func timeIsBounded() throws {
        let limits = ExecutionLimits(steps: .max, time: .milliseconds(20))
        let error = try TemplateSet("{{range 1000000000}}{{end}}").error("main", options: options(limits))
        #expect(error?.kind == .limit(.time))
    }

    @Test func cancelledTaskEndsTheRun() async throws {
        let templates = try TemplateSet("{{range 1000000000}}{{end}}")
        let task = Task { templates.error("main", options: ExecutionOptions(limits: ExecutionLimits(steps: .max, time: nil))) }
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
    }

    @Test(arguments: ["(", "{{if true}}", "{{else if true}}"])
    func deepNestingIsAnErrorOfTheParser(piece: String) throws {
        let source =
            switch piece {
            case "(": "{{" + String(repeating: "(", count: 100_000)
            case "{{if true}}": String(repeating: piece, count: 100_000)
            default: "{{if true}}" + String(repeating: piece, count: 100_000)
            }
        let error = #expect(throws: TemplateError.self) { try TemplateSet(source) }
        #expect(error?.description == "template: main:1: actions are nested too deeply")
    }
}
