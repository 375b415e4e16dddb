extension GoType: CustomStringConvertible {
    /// The type as `%T` and error texts show it: `map[string]interface {}`.
    public var description: String {
        switch self {
        case .any: "interface {}"
        case .error: "error"
        case .reflectValue: "reflect.Value"
        case .slice(let element): "[]\(element)"
        case .array(let count, let element): "[\(count)]\(element)"
        case .map(let key, let element): "map[\(key)]\(element)"
        case .pointer(let element): "*\(element)"
        case .function(let parameters, let isVariadic, let results):
            Self.describe(parameters, isVariadic: isVariadic, results: results)
        case .named(let name, _): name
        case .structure: "struct {}"
        default: kind.rawValue
        }
    }

    private static func describe(_ parameters: [GoType], isVariadic: Bool, results: [GoType]) -> String {
        var names = parameters.map(\.description)
        if isVariadic, case .slice(let element)? = parameters.last { names[names.count - 1] = "...\(element)" }
        let head = "func(" + names.joined(separator: ", ") + ")"
        switch results.count {
        case 0: return head
        case 1: return head + " \(results[0])"
        default: return head + " (" + results.map(\.description).joined(separator: ", ") + ")"
        }
    }
}
