import GoTemplate
import JSON

/// `*chart.Dependency`.
final class DependencyObject: TemplateObject {
    let type = GoType.pointer(.structure("chart.Dependency"))
    private let dependency: ChartDependency

    init(_ dependency: ChartDependency) { self.dependency = dependency }

    var fields: [(name: String, value: Value)] {
        let imported = dependency.importValues.map { Value($0) }
        let tags = dependency.tags.map { ByteString($0) }
        return [
            ("Name", .text(dependency.name)), ("Version", .text(dependency.version)),
            ("Repository", .text(dependency.repository)), ("Condition", .text(dependency.condition)),
            ("Tags", .list(tags.isEmpty ? GoList(nil: .slice(.string)) : GoList(strings: tags))),
            ("Enabled", .bool(dependency.isEnabled)),
            ("ImportValues", .list(imported.isEmpty ? GoList(nil: .list) : GoList(imported))),
            ("Alias", .text(dependency.alias)),
        ]
    }

    var json: JSONValue? {
        var members: [(String, JSONValue)] = [("name", .string(dependency.name))]
        if !dependency.version.isEmpty { members.append(("version", .string(dependency.version))) }
        members.append(("repository", .string(dependency.repository)))
        if !dependency.condition.isEmpty { members.append(("condition", .string(dependency.condition))) }
        if !dependency.tags.isEmpty { members.append(("tags", .array(dependency.tags.map { .string($0) }))) }
        if dependency.isEnabled { members.append(("enabled", true)) }
        if !dependency.importValues.isEmpty { members.append(("import-values", .array(dependency.importValues))) }
        if !dependency.alias.isEmpty { members.append(("alias", .string(dependency.alias))) }
        return .object(JSONObject(members))
    }
}
