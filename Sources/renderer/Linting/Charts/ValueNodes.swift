import JSON

/// Makes of a chart's values, and of the schema of them, what is known of each of them.
struct ValueNodes {
    /// A part of the values that a custom resource gives.
    struct Overlay {
        /// What is known of the field that gives it; a node that is open where nothing is.
        var node: SchemaNode?
        var members: [String: Overlay] = [:]
    }

    private let schema: JSONValue?
    /// How many values more are looked at: a schema may refer to itself, without end.
    private var remaining = 20_000
    /// How deep schemas may refer to one another.
    private static let maximumDepth = 16
    /// How deep values are looked at.
    private static let maximumNesting = 64
    /// The most schemas that one value is known by.
    private static let maximumParts = 256

    /// - Parameter schema: What values.schema.json has.
    init(schema: JSONValue?) {
        self.schema = schema
    }

    /// All values of a chart.
    mutating func root(_ values: JSONObject, overlay: Overlay) -> SchemaNode {
        node(.object(values), parts(of: schema), overlay, path: ".Values", depth: 0)
    }

    private mutating func node(
        _ value: JSONValue?, _ schemas: [JSONValue], _ overlay: Overlay?, path: String, depth: Int
    ) -> SchemaNode {
        remaining -= 1
        guard remaining > 0, depth < Self.maximumNesting else {
            return SchemaNode(path: path, pointer: JSONPointer([]), type: nil, owner: .values, hasFractions: true)
        }
        let field = overlay?.node
        let members = value?.objectValue
        if let field, members == nil, overlay?.members.isEmpty ?? true { return field }
        var keys = Set(members?.keys.map { $0 } ?? [])
        for schema in schemas { keys.formUnion(schema["properties"]?.objectValue?.keys.map { $0 } ?? []) }
        keys.formUnion(overlay?.members.keys.map { $0 } ?? [])
        keys.formUnion(field?.properties.keys.map { $0 } ?? [])
        var properties: [String: SchemaNode] = [:]
        for key in keys {
            let below = schemas.compactMap { $0["properties"]?[key] }.flatMap { parts(of: $0) }
            var part = overlay?.members[key]
            // Below a field that may have anything, a value may be anything.
            let inherited = field.map { $0.isOpen ? $0 : nil } ?? nil
            if let property = field?.properties[key] ?? inherited {
                part = Overlay(node: property, members: part?.members ?? [:])
            }
            properties[key] = node(members?[key], below, part, path: "\(path).\(key)", depth: depth + 1)
        }
        let isObject = members != nil || !properties.isEmpty
        let isOpen = isObject && properties.isEmpty || field?.isOpen ?? false || schemas.contains(where: Self.isOpen)
        return SchemaNode(
            path: path, pointer: JSONPointer([]), type: isObject ? "object" : type(of: value, schemas), properties: properties,
            items: items(of: value, path), additional: field?.additional, isOpen: isOpen,
            values: schemas.count == 1 ? schemas[0]["enum"]?.arrayValue : nil, owner: .values, hasFractions: true, field: field)
    }

    /// The type of what is no object; nil where that is not certain.
    private func type(of value: JSONValue?, _ schemas: [JSONValue]) -> String? {
        let allowed = Set(schemas.compactMap { $0["type"]?.stringValue })
        guard !schemas.contains(where: { $0["type"]?.arrayValue != nil }), allowed.count <= 1 else { return nil }
        let given: String? =
            switch value {
            case .bool: "boolean"
            case .integer, .number: "number"
            case .string: "string"
            case .array: "array"
            case .object: "object"
            case nil, .null: nil
            }
        guard let type = allowed.first else { return given }
        let plain = type == "integer" ? "number" : type
        return given == nil || given == plain ? plain : nil
    }

    /// What is known of the elements of a list: what those that are there have, and they may have more.
    private func items(of value: JSONValue?, _ path: String) -> SchemaNode? {
        guard let elements = value?.arrayValue, !elements.isEmpty else { return nil }
        let isObject = elements.allSatisfy { $0.objectValue != nil }
        return SchemaNode(
            path: "\(path)[]", pointer: JSONPointer([]), type: isObject ? "object" : nil, isOpen: true, owner: .values,
            hasFractions: true)
    }

    private static func isOpen(_ schema: JSONValue) -> Bool {
        let additional = schema["additionalProperties"]
        return additional == true || additional?.objectValue != nil || schema["patternProperties"] != nil
    }

    /// A schema and those that it is made up of.
    private func parts(of schema: JSONValue?) -> [JSONValue] {
        var parts: [JSONValue] = []
        add(schema, to: &parts, depth: 0)
        return parts
    }

    private func add(_ schema: JSONValue?, to parts: inout [JSONValue], depth: Int) {
        guard let schema, depth < Self.maximumDepth, parts.count < Self.maximumParts else { return }
        parts.append(schema)
        if let reference = schema["$ref"]?.stringValue, reference.hasPrefix("#"),
            let pointer = try? JSONPointer(parsing: String(reference.dropFirst())), let whole = self.schema
        {
            add(pointer.evaluate(on: whole), to: &parts, depth: depth + 1)
        }
        for name in ["allOf", "anyOf", "oneOf"] {
            for alternative in schema[name]?.arrayValue ?? [] { add(alternative, to: &parts, depth: depth + 1) }
        }
        for name in ["if", "then", "else"] { add(schema[name], to: &parts, depth: depth + 1) }
    }
}
