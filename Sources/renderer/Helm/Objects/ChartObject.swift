import GoTemplate
import JSON

/// What templates see as `.Chart`: the metadata, and whether it is the chart that is rendered or one below it.
final class ChartObject: TemplateObject {
    let type = GoType.structure("struct { chart.Metadata; IsRoot bool }")
    private let metadata: MetadataObject
    private let isRoot: Bool

    init(_ metadata: ChartMetadata, isRoot: Bool) {
        self.metadata = MetadataObject(metadata)
        self.isRoot = isRoot
    }

    var fields: [(name: String, value: Value)] { [("Metadata", .object(metadata)), ("IsRoot", .bool(isRoot))] }

    func field(_ name: String) -> Value? {
        switch name {
        case "Metadata": .object(metadata)
        case "IsRoot": .bool(isRoot)
        default: metadata.field(name)
        }
    }

    var json: JSONValue? {
        guard case .object(var object)? = metadata.json else { return nil }
        object["IsRoot"] = .bool(isRoot)
        return .object(object)
    }
}

/// `chart.Metadata`.
private final class MetadataObject: TemplateObject {
    let type = GoType.structure("chart.Metadata")
    private let metadata: ChartMetadata

    init(_ metadata: ChartMetadata) { self.metadata = metadata }

    private static let names = [
        "Name", "Home", "Sources", "Version", "Description", "Keywords", "Maintainers", "Icon", "APIVersion", "Condition", "Tags",
        "AppVersion", "Deprecated", "Annotations", "KubeVersion", "Dependencies", "Type",
    ]

    var fields: [(name: String, value: Value)] { Self.names.map { ($0, field($0) ?? .null) } }

    func field(_ name: String) -> Value? {
        switch name {
        case "Name": .text(metadata.name)
        case "Home": .text(metadata.home)
        case "Sources": Self.list(metadata.sources)
        case "Version": .text(metadata.version)
        case "Description": .text(metadata.description)
        case "Keywords": Self.list(metadata.keywords)
        case "Maintainers": maintainers
        case "Icon": .text(metadata.icon)
        case "APIVersion": .text(metadata.apiVersion)
        case "Condition": .text(metadata.condition)
        case "Tags": .text(metadata.tags)
        case "AppVersion": .text(metadata.appVersion)
        case "Deprecated": .bool(metadata.deprecated)
        case "Annotations": annotations
        case "KubeVersion": .text(metadata.kubeVersion)
        case "Dependencies": dependencies
        case "Type": .text(metadata.type)
        default: nil
        }
    }

    private static func list(_ texts: [String]) -> Value {
        texts.isEmpty ? .list(GoList(nil: .slice(.string))) : .list(GoList(strings: texts.map { ByteString($0) }))
    }

    private var annotations: Value {
        let type = GoType.map(key: .string, element: .string)
        if metadata.annotations.isEmpty { return .map(GoMap(nil: type)) }
        return .map(GoMap(metadata.annotations.map { (ByteString($0.key), .text($0.value)) }, type: type))
    }

    private var maintainers: Value {
        let type = GoType.slice(.pointer(.structure("chart.Maintainer")))
        if metadata.maintainers.isEmpty { return .list(GoList(nil: type)) }
        return .list(GoList(metadata.maintainers.map { .object(MaintainerObject($0)) }, type: type))
    }

    private var dependencies: Value {
        let type = GoType.slice(.pointer(.structure("chart.Dependency")))
        guard let dependencies = metadata.dependencies else { return .list(GoList(nil: type)) }
        return .list(GoList(dependencies.map { .object(DependencyObject($0)) }, type: type))
    }

    var json: JSONValue? {
        var members: [(String, JSONValue)] = []
        func add(_ name: String, _ text: String) { if !text.isEmpty { members.append((name, .string(text))) } }
        func add(_ name: String, _ values: [JSONValue]) { if !values.isEmpty { members.append((name, .array(values))) } }
        add("name", metadata.name)
        add("home", metadata.home)
        add("sources", metadata.sources.map { .string($0) })
        add("version", metadata.version)
        add("description", metadata.description)
        add("keywords", metadata.keywords.map { .string($0) })
        add("maintainers", metadata.maintainers.map { MaintainerObject($0).json ?? .null })
        add("icon", metadata.icon)
        add("apiVersion", metadata.apiVersion)
        add("condition", metadata.condition)
        add("tags", metadata.tags)
        add("appVersion", metadata.appVersion)
        if metadata.deprecated { members.append(("deprecated", true)) }
        if !metadata.annotations.isEmpty {
            let sorted = metadata.annotations.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            members.append(("annotations", .object(JSONObject(sorted.map { ($0.key, .string($0.value)) }))))
        }
        add("kubeVersion", metadata.kubeVersion)
        add("dependencies", (metadata.dependencies ?? []).map { DependencyObject($0).json ?? .null })
        add("type", metadata.type)
        return .object(JSONObject(members))
    }
}
