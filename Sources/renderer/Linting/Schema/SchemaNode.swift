import JSON

/// A field of a structural OpenAPI v3 schema, as a CustomResourceDefinition has it.
final class SchemaNode: Sendable {
    /// Where it stands: `.spec.sites[].name`; empty for the whole resource.
    let path: String
    /// `object`, `array`, `string`, `integer`, `number` or `boolean`; nil where anything may be.
    let type: String?
    let properties: [String: SchemaNode]
    let items: SchemaNode?
    /// What the values of a map are; nil where only the properties may be there.
    let additional: SchemaNode?
    /// Whether other fields may be there, of which nothing is known.
    let isOpen: Bool
    /// The properties that have to be there.
    let required: [String]
    /// The values that are allowed; nil for all of the type.
    let values: [JSONValue]?
    /// Whether it has a default, so that users need not give it.
    let hasDefault: Bool
    /// Where its name stands in the definition.
    let pointer: JSONPointer

    init(
        path: String, pointer: JSONPointer, type: String?, properties: [String: SchemaNode] = [:], items: SchemaNode? = nil,
        additional: SchemaNode? = nil, isOpen: Bool = false, required: [String] = [], values: [JSONValue]? = nil,
        hasDefault: Bool = false
    ) {
        self.path = path
        self.pointer = pointer
        self.type = type
        self.properties = properties
        self.items = items
        self.additional = additional
        self.isOpen = isOpen
        self.required = required
        self.values = values
        self.hasDefault = hasDefault
    }

    /// Reads a schema.
    ///
    /// - Parameters:
    ///   - schema: The schema.
    ///   - path: Where the field stands in a resource.
    ///   - pointer: Where the schema stands in the definition.
    convenience init(_ schema: JSONValue, path: String, pointer: JSONPointer) {
        let type = schema["x-kubernetes-int-or-string"] == true ? nil : schema["type"]?.stringValue
        var properties: [String: SchemaNode] = [:]
        for (key, value) in schema["properties"]?.objectValue ?? [:] {
            properties[key] = SchemaNode(
                value, path: "\(path).\(key)", pointer: pointer.appending("properties").appending(key))
        }
        let items = schema["items"].map { SchemaNode($0, path: "\(path)[]", pointer: pointer.appending("items")) }
        var additional: SchemaNode?
        if let value = schema["additionalProperties"], value != false {
            additional = SchemaNode(value, path: "\(path).*", pointer: pointer.appending("additionalProperties"))
        }
        let isBare = properties.isEmpty && additional == nil
        self.init(
            path: path, pointer: pointer, type: type, properties: properties, items: items, additional: additional,
            isOpen: schema["x-kubernetes-preserve-unknown-fields"] == true || (type ?? "object") == "object" && isBare,
            required: (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue), values: schema["enum"]?.arrayValue,
            hasDefault: schema["default"] != nil)
    }

    /// The field as a message names it.
    var title: String { path.isEmpty ? "the custom resource" : path }

    /// What Go sees in its values: `string`, `int`, `float`, `bool`; nil where that is not certain, as of a whole `number`.
    var basicKind: String? {
        switch type {
        case "string": "string"
        case "integer": "int"
        case "boolean": "bool"
        default: nil
        }
    }
}
