import GoTemplate
import JSON

/// A custom resource with the method that Lostrómos's templates use.
final class Resource: TemplateObject {
    let type = GoType.named("main.resource", underlying: .object)
    let underlying: Value?

    private let getField: Function

    init(_ object: JSONObject) {
        underlying = .map(GoMap(object))
        getField = Function(parameters: [.string], isVariadic: true, result: .string) { arguments, _ in
            Self.text(in: .object(object), at: arguments)
        }
    }

    func method(_ name: String) -> Function? {
        name == "GetField" ? getField : nil
    }

    /// The text of a field, or nothing if it is not a string.
    private static func text(in object: JSONValue, at path: [Value]) -> Value {
        var value: JSONValue? = object
        for case .string(let name) in path { value = value?[name.description] }
        return .text(value?.stringValue ?? "")
    }
}
