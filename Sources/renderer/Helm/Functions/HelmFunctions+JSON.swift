import GoTemplate
import JSON

extension HelmFunctions {
    static let json: FunctionMap = [
        "toJson": toJson, "mustToJson": mustToJson, "fromJson": fromJson, "fromJsonArray": fromJsonArray,
    ]

    private static let style = JSONStyle(escapesHTML: true)

    private static let toJson = Function(parameters: [.any], result: .string) { arguments, execution throws(FunctionError) in
        guard let json = try? arguments[0].encoded() else { return .string("") }
        return try jsonText(of: json, execution)
    }

    private static let mustToJson = Function(parameters: [.any], result: .string, returnsError: true) {
        arguments, execution throws(FunctionError) in
        try jsonText(of: try arguments[0].encoded(), execution)
    }

    private static func jsonText(of json: JSONValue, _ execution: Execution) throws(FunctionError) -> Value {
        let bytes = json.serialized(style)
        try execution.charge(bytes: bytes.count)
        return .string(ByteString(bytes))
    }

    private static let fromJson = Function(parameters: [.string], result: .object) { arguments, _ in
        switch read(arguments[0]) {
        case .success(.object(let object)): return .map(GoMap(object.withFractions))
        case .success(.null): return .map(GoMap(nil: .object))
        case .success(let other): return .map(GoMap([("Error", .text(mismatch(other, "map[string]interface {}")))]))
        case .failure(let error): return .map(GoMap([("Error", .text(error.description))]))
        }
    }

    private static let fromJsonArray = Function(parameters: [.string], result: .list) { arguments, _ in
        switch read(arguments[0]) {
        case .success(.array(let elements)): return .list(GoList(elements.map(\.withFractions)))
        case .success(.null): return .list(GoList(nil: .list))
        case .success(let other): return .list([.text(mismatch(other, "[]interface {}"))])
        case .failure(let error): return .list([.text(error.description)])
        }
    }

    private static func mismatch(_ value: JSONValue, _ type: String) -> String {
        "json: cannot unmarshal \(value.goKind) into Go value of type \(type)"
    }

    private static func read(_ argument: Value) -> Result<JSONValue, ChartError> {
        do throws(JSONError) {
            return .success(try JSONValue(parsing: text(argument).bytes))
        } catch {
            return .failure(ChartError("invalid JSON: \(error)"))
        }
    }
}
