import JSON

/// A sort of objects, as the API server's URLs and manifests name it.
package struct ResourceReference: Sendable, Hashable {
    /// The API group; empty for the core group.
    package let group: String
    package let version: String
    /// The plural of the URLs: `characters`.
    package let plural: String
    /// The kind of the manifests: `Character`.
    package let kind: String
    /// False for objects of the whole cluster.
    package let namespaced: Bool

    package init(group: String, version: String, plural: String, kind: String, namespaced: Bool) {
        self.group = group
        self.version = version
        self.plural = plural
        self.kind = kind
        self.namespaced = namespaced
    }

    /// `group/version`, or the version alone in the core group.
    package var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// The key of one object: `plural.group/namespace/name`, without the parts that it does not have.
    package func key(namespace: String?, name: String) -> String {
        ResourceReference.joined(plural, group, namespace, name)
    }

    /// One object for people: `Kind.group/namespace/name`, without the parts that it does not have.
    package func subject(namespace: String?, name: String) -> String {
        ResourceReference.joined(kind, group, namespace, name)
    }

    static func joined(_ head: String, _ group: String, _ namespace: String?, _ name: String) -> String {
        var text = head
        text.reserveCapacity(head.utf8.count + group.utf8.count + (namespace?.utf8.count ?? 0) + name.utf8.count + 3)
        func add(_ separator: String, _ part: String) {
            text += separator
            text += part
        }
        if !group.isEmpty { add(".", group) }
        if let namespace, !namespace.isEmpty { add("/", namespace) }
        add("/", name)
        return text
    }

    init(data: RawJSON) throws(EventError) {
        let fields = try PayloadFields(data)
        group = try fields.optionalString("group") ?? ""
        version = try fields.string("version")
        plural = try fields.string("plural")
        kind = try fields.string("kind")
        namespaced = try fields.bool("namespaced")
    }

    func encoded() -> RawJSON {
        var text = JSONObjectText()
        text.append("group", group)
        text.append("version", version)
        text.append("plural", plural)
        text.append("kind", kind)
        text.append("namespaced", namespaced)
        return text.finish()
    }
}
