import GoTemplate
import Sprig

extension HelmFunctions {
    /// What Helm's functions of JSON answer other than sprig's do: always a map or a list, with the error in it.
    static let json: FunctionMap = ["fromJson": fromJson, "fromJsonArray": fromJsonArray]

    private static let fromJson = Function(parameters: [.string], result: .object) {
        arguments, execution throws(FunctionError) in
        let text = text(arguments[0])
        try execution.charge(bytes: text.count)
        do throws(FunctionError) {
            let (value, numberError) = try GoJSONReader.read(text)
            switch value {
            case .map(let map):
                if let numberError { map.set(.text(numberError.message), for: .text("Error")) }
                return value
            case .null: return .map(GoMap(nil: .object))
            default: return .map(GoMap([("Error", .text(mismatch(value, "map[string]interface {}")))]))
            }
        } catch {
            return .map(GoMap([("Error", .text(error.message))]))
        }
    }

    private static let fromJsonArray = Function(parameters: [.string], result: .list) {
        arguments, execution throws(FunctionError) in
        let text = text(arguments[0])
        try execution.charge(bytes: text.count)
        do throws(FunctionError) {
            let (value, numberError) = try GoJSONReader.read(text)
            if let numberError { return .list([.text(numberError.message)]) }
            switch value {
            case .list: return value
            case .null: return .list(GoList(nil: .list))
            default: return .list([.text(mismatch(value, "[]interface {}"))])
            }
        } catch {
            return .list([.text(error.message)])
        }
    }

    private static func mismatch(_ value: Value, _ type: String) -> String {
        let kind =
            switch value {
            case .bool: "bool"
            case .string: "string"
            case .list: "array"
            case .map: "object"
            default: "number"
            }
        return "json: cannot unmarshal \(kind) into Go value of type \(type)"
    }
}
