import GoTemplate
import JSON
import Testing

@Suite struct EncodingTests {
    private static func json(_ value: Value) throws -> String {
        String(decoding: try value.encoded().serialized(), as: UTF8.self)
    }

    @Test func valuesBecomeJSONAsInGo() throws {
        #expect(try Self.json(.invalid) == "null")
        #expect(try Self.json(.float64(1_000_000)) == "1000000")
        #expect(try Self.json(.float64(1e21)) == "1e+21")
        #expect(try Self.json(.float(Double(Float(0.1)), .float32)) == "0.1")
        #expect(try Self.json(.unsigned(.max, .uint64)) == "18446744073709551615")
        #expect(try Self.json(.list(GoList(nil: .list))) == "null")
        #expect(try Self.json(.list(GoList(bytes: Array("any carnal pleas".utf8)))) == #""YW55IGNhcm5hbCBwbGVhcw==""#)
        #expect(try Self.json(.list([.text("a"), .bool(true), .null])) == #"["a",true,null]"#)
    }

    @Test func keysAreSortedAndIntegersAmongThem() throws {
        let map = GoMap(type: .map(key: .int, element: .any))
        for key in [10, 2] { map.set(.text("\(key)"), for: .int(key)) }
        #expect(try Self.json(.map(map)) == #"{"10":"10","2":"2"}"#)
        #expect(try Self.json(.map(GoMap([("b", .int(1)), ("a", .int(2))]))) == #"{"a":2,"b":1}"#)
    }

    @Test func whatHasNoCounterpartInJSONIsAnError() {
        #expect(throws: FunctionError("json: unsupported value: +Inf")) { try Value.float64(.infinity).encoded() }
        let map = GoMap()
        map.set(.map(map), for: .text("self"))
        #expect(throws: FunctionError.self) { try Value.map(map).encoded() }
        let keyed = Value.map(GoMap(type: .map(key: .any, element: .any)))
        #expect(throws: FunctionError("json: unsupported type: map[interface {}]interface {}")) { try keyed.encoded() }
        #expect(throws: FunctionError("json: unsupported type: complex128")) {
            try Value.complex(Complex(real: 1, imaginary: 0)).encoded()
        }
    }

    @Test func whatIsHeldManyTimesHasAnEnd() {
        var value = Value.list([])
        for _ in 0..<40 { value = .list([value, value]) }
        let error = #expect(throws: FunctionError.self) { try value.encoded() }
        #expect(error?.message == "json: the value has more than 1000000 parts")
    }

    /// A struct whose JSON names are others than its fields'.
    private final class Tagged: TemplateObject {
        let type = GoType.structure("main.Tagged")
        let json: JSONValue? = ["name": "x"]
    }

    @Test func aStructTellsItsJSON() throws {
        #expect(try Self.json(.list([.object(Tagged())])) == #"[{"name":"x"}]"#)
    }

    @Test func whatATextDefinesCanBeCalledFromFunctionsWithinIt() throws {
        let include = Function(parameters: [.string, .any], result: .string) { arguments, execution throws(FunctionError) in
            .string(ByteString(try execution.render("\(arguments[0].string)", data: arguments[1])))
        }
        let tpl = Function(parameters: [.string, .any], result: .string) { arguments, execution throws(FunctionError) in
            let source = ByteString("\(arguments[0].string)")
            return .string(ByteString(try execution.render(source: source, name: "tpl", data: arguments[1])))
        }
        var templates = TemplateSet(functions: ["include": include, "tpl": tpl], name: "all")
        try templates.parse(#"{{tpl .text .}}"#, name: "main")
        let text: JSONValue = ["text": #"{{define "own"}}({{.x}}){{end}}{{include "own" .}}"#, "x": "y"]
        #expect(String(decoding: try templates.render("main", data: text), as: UTF8.self) == "(y)")
        try templates.parse(#"{{include "own" .}}"#, name: "main")
        let error = #expect(throws: TemplateError.self) { try templates.render("main", data: text) }
        let message = #"error calling include: template: no template "own" associated with template "all""#
        #expect(error?.message == message)
    }
}
