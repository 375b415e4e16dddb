import JSON

/// What is known of a field: by a structural OpenAPI v3 schema, as a CustomResourceDefinition has it, or by a chart's values.
final class SchemaNode: Sendable {
    /// Whose word it is.
    enum Owner: Sendable {
        /// The custom resource's definition: what it does not have cannot be there.
        case definition
        /// The values of a chart: what nothing gives is most likely misspelt.
        case values
        /// Helm's own objects.
        case helm
    }

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
    /// Whether it may be null in place of its type.
    let isNullable: Bool
    /// Whether it has a default, so that users need not give it.
    let hasDefault: Bool
    /// Where its name stands in the definition.
    let pointer: JSONPointer
    let owner: Owner
    /// Whether Go sees whole numbers as `float64`, as in a chart's values.
    let hasFractions: Bool
    /// The field of the custom resource that a value comes from.
    let field: SchemaNode?

    init(
        path: String, pointer: JSONPointer, type: String?, properties: [String: SchemaNode] = [:], items: SchemaNode? = nil,
        additional: SchemaNode? = nil, isOpen: Bool = false, required: [String] = [], values: [JSONValue]? = nil,
        isNullable: Bool = false, hasDefault: Bool = false, owner: Owner = .definition, hasFractions: Bool = false,
        field: SchemaNode? = nil
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
        self.isNullable = isNullable
        self.hasDefault = hasDefault
        self.owner = owner
        self.hasFractions = hasFractions
        self.field = field
    }

    /// Reads a schema.
    ///
    /// - Parameters:
    ///   - schema: The schema.
    ///   - path: Where the field stands in a resource.
    ///   - pointer: Where the schema stands in the definition.
    ///   - hasFractions: Whether Go sees whole numbers as `float64`.
    convenience init(_ schema: JSONValue, path: String, pointer: JSONPointer, hasFractions: Bool = false) {
        let type = schema["x-kubernetes-int-or-string"] == true ? nil : schema["type"]?.stringValue
        var properties: [String: SchemaNode] = [:]
        for (key, value) in schema["properties"]?.objectValue ?? [:] {
            properties[key] = SchemaNode(
                value, path: "\(path).\(key)", pointer: pointer.appending("properties").appending(key),
                hasFractions: hasFractions)
        }
        let items = schema["items"].map {
            SchemaNode($0, path: "\(path)[]", pointer: pointer.appending("items"), hasFractions: hasFractions)
        }
        var additional: SchemaNode?
        if let value = schema["additionalProperties"], value != false {
            additional = SchemaNode(
                value, path: "\(path).*", pointer: pointer.appending("additionalProperties"), hasFractions: hasFractions)
        }
        let isBare = properties.isEmpty && additional == nil
        self.init(
            path: path, pointer: pointer, type: type, properties: properties, items: items, additional: additional,
            isOpen: schema["x-kubernetes-preserve-unknown-fields"] == true || schema["x-kubernetes-embedded-resource"] == true
                || (type ?? "object") == "object" && isBare,
            required: (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue), values: schema["enum"]?.arrayValue,
            isNullable: schema["nullable"] == true, hasDefault: schema["default"] != nil, hasFractions: hasFractions)
    }

    /// The field as a message names it.
    var title: String { path.isEmpty ? "the custom resource" : path }

    /// What Go sees in its values: `string`, `int`, `float`, `bool`; nil where that is not certain, as of a whole `number`.
    var basicKind: String? {
        if isNullable { return nil }
        return switch type {
        case "string": "string"
        case "integer": hasFractions ? "float" : "int"
        case "number": hasFractions ? "float" : nil
        case "boolean": "bool"
        default: nil
        }
    }
}
