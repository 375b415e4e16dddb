import GoTemplate
import JSON
import YAML

extension HelmFunctions {
    static let yaml: FunctionMap = [
        "toYaml": toYaml, "mustToYaml": mustToYaml, "fromYaml": fromYaml, "fromYamlArray": fromYamlArray,
    ]

    private static let toYaml = Function(parameters: [.any], result: .string) { arguments, execution throws(FunctionError) in
        guard let json = try? arguments[0].encoded() else { return .string("") }
        return try yamlText(of: json, execution)
    }

    private static let mustToYaml = Function(parameters: [.any], result: .string, returnsError: true) {
        arguments, execution throws(FunctionError) in
        let json: JSONValue
        do throws(FunctionError) { json = try arguments[0].encoded() } catch {
            throw FunctionError("error marshaling into JSON: \(error.message)")
        }
        return try yamlText(of: json, execution)
    }

    private static func yamlText(of json: JSONValue, _ execution: Execution) throws(FunctionError) -> Value {
        var bytes: [UInt8] = []
        YAML.write(json, into: &bytes)
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        try execution.charge(bytes: bytes.count)
        return .string(ByteString(bytes))
    }

    private static let fromYaml = Function(parameters: [.string], result: .object) { arguments, _ in
        switch read(arguments[0]) {
        case .success(.object(let object)): return .map(GoMap(object.withFractions))
        case .success(.null): return .map(GoMap())
        case .success(let other): return failed(mismatch(other, "map[string]interface {}"))
        case .failure(let error): return failed(error.description)
        }
    }

    private static let fromYamlArray = Function(parameters: [.string], result: .list) { arguments, _ in
        switch read(arguments[0]) {
        case .success(.array(let elements)): return .list(GoList(elements.map(\.withFractions)))
        case .success(.null): return .list([])
        case .success(let other): return .list([.text(mismatch(other, "[]interface {}"))])
        case .failure(let error): return .list([.text(error.description)])
        }
    }

    private static func failed(_ message: String) -> Value { .map(GoMap([("Error", .text(message))])) }

    private static func mismatch(_ value: JSONValue, _ type: String) -> String {
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal \(value.goKind) into Go value of type \(type)"
    }

    /// The first document of a text.
    private static func read(_ argument: Value) -> Result<JSONValue, ChartError> {
        do throws(YAMLError) {
            return .success(try YAML.documents(text(argument).bytes).first?.value ?? .null)
        } catch {
            return .failure(ChartError("error converting YAML to JSON: yaml: \(error)"))
        }
    }
}
