import JSON

/// Makes of a chart's values, and of the schema of them, what is known of each of them.
struct ValueNodes {
    /// A part of the values that a custom resource gives.
    struct Overlay {
        /// What is known of the field that gives it; a node that is open where nothing is.
        var node: SchemaNode?
        var members: [String: Overlay] = [:]

        /// What it gives of the values below a key; those of a chart, if the key is its name.
        func below(_ key: String) -> Overlay {
            let member = members[key] ?? Overlay()
            let inherited = node?.properties[key] ?? (node?.isOpen == true ? node : nil)
            return Overlay(node: member.node ?? inherited, members: member.members)
        }
    }

    private let schema: JSONValue?
    /// How many values more are looked at.
    private var remaining = 20_000
    /// How deep schemas may refer to one another.
    private static let maximumDepth = 16
    /// How deep values are looked at.
    private static let maximumNesting = 64
    /// The most schemas that one value is known by.
    private static let maximumParts = 64

    /// The schemas that a value is known by.
    private struct Parts {
        var schemas: [JSONValue] = []
        /// What they, and those of the values above, refer to: what refers to itself is followed once.
        var references: Set<String> = []
        /// Whether more is known of the value than is looked at.
        var isOpen = false
    }

    /// - Parameter schema: What values.schema.json has.
    init(schema: JSONValue?) {
        self.schema = schema
    }

    /// All values of a chart.
    mutating func root(_ values: JSONObject, overlay: Overlay) -> SchemaNode {
        node(.object(values), parts(of: [schema], references: []), overlay, path: ".Values", depth: 0)
    }

    private mutating func node(
        _ value: JSONValue?, _ parts: Parts, _ overlay: Overlay?, path: String, depth: Int
    ) -> SchemaNode {
        let schemas = parts.schemas
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
        // In an order, so that what is found is the same on each run.
        for key in keys.sorted() {
            let below = self.parts(of: schemas.map { $0["properties"]?[key] }, references: parts.references)
            properties[key] = node(members?[key], below, overlay?.below(key), path: "\(path).\(key)", depth: depth + 1)
        }
        let isObject = members != nil || !properties.isEmpty
        let isOpen =
            isObject && properties.isEmpty || field?.isOpen ?? false || parts.isOpen || schemas.contains(where: Self.isOpen)
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

    /// Schemas and those that they are made up of.
    private func parts(of schemas: [JSONValue?], references: Set<String>) -> Parts {
        var parts = Parts(references: references)
        for schema in schemas { add(schema, to: &parts, depth: 0) }
        return parts
    }

    private func add(_ schema: JSONValue?, to parts: inout Parts, depth: Int) {
        guard let schema else { return }
        guard depth < Self.maximumDepth, parts.schemas.count < Self.maximumParts else {
            parts.isOpen = true
            return
        }
        parts.schemas.append(schema)
        if let reference = schema["$ref"]?.stringValue {
            if let target = target(of: reference), parts.references.insert(reference).inserted {
                add(target, to: &parts, depth: depth + 1)
            } else {
                parts.isOpen = true
            }
        }
        for name in ["allOf", "anyOf", "oneOf"] {
            for alternative in schema[name]?.arrayValue ?? [] { add(alternative, to: &parts, depth: depth + 1) }
        }
        for name in ["if", "then", "else"] { add(schema[name], to: &parts, depth: depth + 1) }
    }

    /// What a reference within the schema leads to; nil for one that leads elsewhere.
    private func target(of reference: String) -> JSONValue? {
        guard reference.hasPrefix("#"), let pointer = try? JSONPointer(parsing: String(reference.dropFirst())) else { return nil }
        return schema.flatMap { pointer.evaluate(on: $0) }
    }
}
