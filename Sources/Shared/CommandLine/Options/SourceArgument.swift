import ArgumentParser
import Configuration

/// A source as a flag's value: `prices=configmaps.v1,namespace=shop,labelSelector=app=web,tier!=test`.
///
/// A selector may have commas: what stands behind one belongs to it unless it begins as another setting does.
package struct SourceArgument: ExpressibleByArgument, Sendable {
    package let source: WatchedSource

    package init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard let (name, resource) = Self.pair(parts[0]), WatchedSource.isName(name),
            let sort = ResourceArgument(argument: resource)
        else { return nil }
        var watched = WatchedResource(group: sort.group, version: sort.version, plural: sort.plural, status: true)
        var settings: [(key: String, value: String)] = []
        for part in parts.dropFirst() {
            if let setting = Self.pair(part), Self.keys.contains(setting.0) {
                settings.append((setting.0, setting.1))
            } else if let last = settings.indices.last, settings[last].key != "namespace" {
                settings[last].value += ",\(part)"
            } else {
                return nil
            }
        }
        for (key, value) in settings {
            guard !value.isEmpty else { return nil }
            switch key {
            case "namespace": watched.namespaces.append(value)
            case "labelSelector": watched.labelSelector = value
            default: watched.fieldSelector = value
            }
        }
        source = WatchedSource(name: name, resource: watched)
    }

    private static let keys = ["namespace", "labelSelector", "fieldSelector"]

    /// What stands before and behind the first `=`.
    private static func pair(_ text: String) -> (String, String)? {
        guard let equals = text.firstIndex(of: "=") else { return nil }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }
}
