import Helm
import JSON

/// What templates of a chart see as their dot, as far as that is known before they are run.
struct ChartDots {
    private let outline: ChartOutline
    private let schema: ResourceSchema?
    private let resource: ChartLinter.ResourceValues
    /// The dots of the charts, by their places in the outline.
    private(set) var dots: [SchemaNode] = []

    init(_ outline: ChartOutline, schema: ResourceSchema?, resource: ChartLinter.ResourceValues) {
        self.outline = outline
        self.schema = schema
        self.resource = resource
        dots = outline.parts.indices.map(dot)
    }

    private func dot(_ place: Int) -> SchemaNode {
        let part = outline.parts[place]
        var schema: JSONValue?
        // What is no JSON is said elsewhere.
        if let text = part.chart.schema?.text { schema = try? JSONValue(parsing: text) }
        var overlay = part.names.reduce(given) { $0.below($1) }
        if place > 0, let globals = given.members["global"] ?? given.node.map({ _ in given.below("global") }) {
            overlay.members["global"] = globals
        }
        // Nobody knows what the chart is part of that may give it globals.
        if part.values["global"] == nil { overlay.members["global"] = .init(node: Self.open(".Values.global")) }
        for method in ["AsMap", "YAML"] { overlay.members[method] = .init(node: Self.open(".Values.\(method)")) }
        var values = ValueNodes(schema: schema)
        let properties: [String: SchemaNode] = [
            "Values": values.root(part.values, overlay: overlay),
            "Release": Self.object(
                ".Release",
                [
                    "Name": "string", "Namespace": "string", "IsUpgrade": "boolean", "IsInstall": "boolean",
                    "Revision": "integer",
                    "Service": "string",
                ]),
            "Chart": Self.object(".Chart", Self.metadata), "Template": Self.object(".Template", Self.template),
            "Files": Self.open(".Files"), "Capabilities": Self.open(".Capabilities"), "Subcharts": Self.open(".Subcharts"),
        ]
        return SchemaNode(path: ".", pointer: JSONPointer([]), type: "object", properties: properties, owner: .helm)
    }

    /// What a custom resource gives to the outermost chart.
    private var given: ValueNodes.Overlay {
        var overlay = ValueNodes.Overlay()
        let spec = schema?.root.properties["spec"]
        if resource.isSpec { overlay.node = spec ?? Self.open(".Values") }
        if resource.isResource {
            let properties: [String: SchemaNode] = [
                "name": Self.scalar(".Values.resource.name", "string"),
                "namespace": Self.scalar(".Values.resource.namespace", "string"),
                "spec": spec ?? Self.open(".Values.resource.spec"),
            ]
            let node = SchemaNode(
                path: ".Values.resource", pointer: JSONPointer([]), type: "object", properties: properties, owner: .values)
            overlay.members["resource"] = ValueNodes.Overlay(node: node)
        }
        for (path, field) in resource.mapping {
            let keys = field.split(separator: ".").map(String.init)
            let node = keys.reduce(schema?.root) { node, key in node?.properties[key] } ?? Self.open(".Values.\(path)")
            Self.put(node, at: path.split(separator: ".").map(String.init)[...], in: &overlay)
        }
        return overlay
    }

    private static func put(_ node: SchemaNode, at path: ArraySlice<String>, in overlay: inout ValueNodes.Overlay) {
        guard let key = path.first else {
            overlay.node = node
            return
        }
        put(node, at: path.dropFirst(), in: &overlay.members[key, default: ValueNodes.Overlay()])
    }

    private static let metadata: [String: String?] = [
        "Name": "string", "Home": "string", "Sources": nil, "Version": "string", "Description": "string", "Keywords": nil,
        "Maintainers": nil, "Icon": "string", "APIVersion": "string", "Condition": "string", "Tags": "string",
        "AppVersion": "string", "Deprecated": "boolean", "Annotations": nil, "KubeVersion": "string", "Dependencies": nil,
        "Type": "string", "IsRoot": "boolean", "Metadata": nil,
    ]

    private static let template: [String: String?] = ["Name": "string", "BasePath": "string"]

    private static func object(_ path: String, _ types: [String: String?]) -> SchemaNode {
        var properties: [String: SchemaNode] = [:]
        for (name, type) in types { properties[name] = scalar("\(path).\(name)", type) }
        return SchemaNode(path: path, pointer: JSONPointer([]), type: "object", properties: properties, owner: .helm)
    }

    private static func scalar(_ path: String, _ type: String?) -> SchemaNode {
        SchemaNode(path: path, pointer: JSONPointer([]), type: type, owner: .helm)
    }

    /// Of which nothing is known.
    private static func open(_ path: String) -> SchemaNode {
        SchemaNode(path: path, pointer: JSONPointer([]), type: "object", isOpen: true, owner: .values)
    }
}
