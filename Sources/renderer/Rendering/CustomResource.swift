import GoTemplate
import JSON

/// A custom resource as the data of a Go template.
///
/// It is the map that the API server gave, `{{ .spec.size }}`, with what Lostrómos's templates use besides:
/// `{{ .Name }}`, `{{ .GetField "spec" "By" }}` and `{{ .Resource.GetNamespace }}`.
final class CustomResource: TemplateObject {
    let type = GoType.named("fairlead.CustomResource", underlying: .object)
    private let map: GoMap
    private let resource: JSONValue

    init(_ resource: JSONValue) {
        self.resource = resource
        if case .map(let map) = Value(resource) { self.map = map } else { map = GoMap() }
    }

    var underlying: Value? { .map(map) }

    func method(_ name: String) -> Function? {
        // Most names are those of fields.
        guard let first = name.utf8.first, first <= UInt8(ascii: "Z") else { return nil }
        let resource = resource
        switch name {
        case "Resource":
            // A field in Lostrómos's struct; a method without arguments reads the same in a template.
            return Function(parameters: []) { _, _ in .object(Unstructured(resource)) }
        case "Name":
            return Function(parameters: [], result: .string) { _, _ in .text(resource.string(at: ["metadata", "name"])) }
        case "GetField":
            return Function(parameters: [.string], isVariadic: true, result: .string) { arguments, _ in
                .text(resource.string(at: arguments.map { if case .string(let text) = $0 { text.description } else { "" } }))
            }
        default: return nil
        }
    }
}

/// The custom resource as client-go's `Unstructured`, as far as templates ask it anything: its `Object` and its getters.
private final class Unstructured: TemplateObject {
    let type = GoType.pointer(.structure("unstructured.Unstructured"))
    private let resource: JSONValue

    init(_ resource: JSONValue) {
        self.resource = resource
    }

    var fields: [(name: String, value: Value)] { [("Object", Value(resource))] }

    /// Where the getters find their strings.
    private static let strings: [String: [String]] = [
        "GetName": ["metadata", "name"], "GetNamespace": ["metadata", "namespace"], "GetUID": ["metadata", "uid"],
        "GetResourceVersion": ["metadata", "resourceVersion"], "GetKind": ["kind"], "GetAPIVersion": ["apiVersion"],
    ]

    func method(_ name: String) -> Function? {
        let resource = resource
        if let path = Self.strings[name] {
            return Function(parameters: [], result: .string) { _, _ in .text(resource.string(at: path)) }
        }
        switch name {
        case "GetLabels", "GetAnnotations":
            let key = name == "GetLabels" ? "labels" : "annotations"
            return Function(parameters: [], result: .map(key: .string, element: .string)) { _, _ in
                let members = resource["metadata"]?[key]?.objectValue ?? [:]
                let pairs = members.map { (ByteString($0.key), Value.text($0.value.stringValue ?? "")) }
                return .map(GoMap(pairs, type: .map(key: .string, element: .string)))
            }
        default: return nil
        }
    }
}

extension JSONValue {
    /// The string at a path of keys; empty if there is none.
    fileprivate func string(at path: [String]) -> String {
        var value = self
        for key in path {
            guard let next = value[key] else { return "" }
            value = next
        }
        return value.stringValue ?? ""
    }
}
