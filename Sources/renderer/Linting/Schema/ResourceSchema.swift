import JSON
import YAML

/// The schema of one version of a custom resource, from its CustomResourceDefinition.
package struct ResourceSchema: Sendable {
    /// The whole resource.
    let root: SchemaNode
    /// `Database example.com/v1`.
    package let title: String
    /// The definition's file.
    package let file: String
    /// Where its lines are; nil where it comes from a recording.
    private let document: YAMLDocument?

    /// Why a file cannot be used.
    package struct Unusable: Error, CustomStringConvertible {
        package let description: String
    }

    /// Reads the first definition of a file, or the last one that a recording of events tells of.
    ///
    /// - Parameters:
    ///   - text: YAML or JSON, or a line for each event.
    ///   - version: Which version; nil for the one that is stored.
    ///   - hasFractions: Whether templates see whole numbers as `float64`, as those of a chart do.
    package init(
        _ text: [UInt8], file: String, version: String? = nil, hasFractions: Bool = false
    ) throws(Unusable) {
        let (definition, document) = try Self.definition(in: text, file: file)
        let spec = definition["spec"]
        let versions = spec?["versions"]?.arrayValue ?? []
        let index = versions.firstIndex { entry in
            version.map { entry["name"]?.stringValue == $0 } ?? (entry["storage"] == true)
        }
        guard let index, let schema = versions[index]["schema"]?["openAPIV3Schema"] else {
            let names = versions.compactMap { $0["name"]?.stringValue }.joined(separator: ", ")
            let wanted = version.map { "the version \"\($0)\"" } ?? "a stored version"
            throw Unusable(description: "\(file): the definition has no schema of \(wanted); its versions are: \(names)")
        }
        let pointer = JSONPointer(["spec", "versions", "\(index)", "schema", "openAPIV3Schema"])
        root = Self.completed(SchemaNode(schema, path: "", pointer: pointer, hasFractions: hasFractions))
        let kind = spec?["names"]?["kind"]?.stringValue ?? "?"
        title = "\(kind) \(spec?["group"]?.stringValue ?? "?")/\(versions[index]["name"]?.stringValue ?? "?")"
        self.file = file
        self.document = document
    }

    /// The line and column of a field's name in the definition.
    func place(of node: SchemaNode) -> (line: Int, column: Int)? {
        document?.keyLocation(of: node.pointer).map { ($0.line, $0.column) }
    }

    private static func definition(in text: [UInt8], file: String) throws(Unusable) -> (JSONValue, YAMLDocument?) {
        let documents: [YAMLDocument]
        do throws(YAMLError) {
            if let recorded = recorded(in: text) { return (recorded, nil) }
            documents = try YAML.documents(text, file: file, locating: true)
        } catch {
            throw Unusable(description: "\(error)")
        }
        guard let document = documents.first(where: { $0.value["kind"] == "CustomResourceDefinition" }) else {
            throw Unusable(description: "\(file): there is no CustomResourceDefinition in it")
        }
        return (document.value, document)
    }

    /// The last definition that a change event of a recording tells of; nil if it is no recording, or tells of none.
    private static func recorded(in text: [UInt8]) -> JSONValue? {
        guard text.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else { return nil }
        var found: JSONValue?
        for line in text.split(separator: UInt8(ascii: "\n")) {
            guard let event = try? RawJSON(validating: line), (try? event.find("type"))??.string == "dev.fairlead.change",
                let object = (try? event.find("data", "object")) ?? nil,
                (try? object.find("kind"))??.string == "CustomResourceDefinition"
            else { continue }
            found = try? object.value()
        }
        return found
    }

    /// With the fields that every resource has.
    private static func completed(_ root: SchemaNode) -> SchemaNode {
        var properties = root.properties
        let pointer = root.pointer
        for name in ["apiVersion", "kind"] {
            properties[name] = SchemaNode(path: ".\(name)", pointer: pointer, type: "string")
        }
        properties["metadata"] = metadata(pointer)
        return SchemaNode(
            path: "", pointer: pointer, type: "object", properties: properties, isOpen: root.isOpen && root.properties.isEmpty,
            required: root.required.filter { $0 == "spec" })
    }

    /// ObjectMeta of meta/v1.
    private static func metadata(_ pointer: JSONPointer) -> SchemaNode {
        func node(_ path: String, _ type: String, additional: SchemaNode? = nil, items: SchemaNode? = nil, isOpen: Bool = false)
            -> SchemaNode
        {
            SchemaNode(path: path, pointer: pointer, type: type, items: items, additional: additional, isOpen: isOpen)
        }
        var properties: [String: SchemaNode] = [:]
        for name in [
            "name", "generateName", "namespace", "selfLink", "uid", "resourceVersion", "creationTimestamp", "deletionTimestamp",
        ] {
            properties[name] = node(".metadata.\(name)", "string")
        }
        for name in ["generation", "deletionGracePeriodSeconds"] { properties[name] = node(".metadata.\(name)", "integer") }
        for name in ["labels", "annotations"] {
            let value = node(".metadata.\(name).*", "string")
            properties[name] = node(".metadata.\(name)", "object", additional: value)
        }
        properties["finalizers"] = node(".metadata.finalizers", "array", items: node(".metadata.finalizers[]", "string"))
        for name in ["ownerReferences", "managedFields"] {
            let item = node(".metadata.\(name)[]", "object", isOpen: true)
            properties[name] = node(".metadata.\(name)", "array", items: item)
        }
        return SchemaNode(path: ".metadata", pointer: pointer, type: "object", properties: properties)
    }
}
