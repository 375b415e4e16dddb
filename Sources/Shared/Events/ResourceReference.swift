import JSON

/// A sort of objects, as the API server's URLs and manifests name it.
package struct ResourceReference: ObjectWritable, Sendable, Hashable {
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
        let capacity = head.utf8.count + group.utf8.count + (namespace?.utf8.count ?? 0) + name.utf8.count + 3
        return String(unsafeUninitializedCapacity: capacity) { buffer in
            var end = 0
            func add(_ part: String, after separator: UInt8?) {
                if let separator {
                    buffer[end] = separator
                    end += 1
                }
                end = buffer[end...].initialize(fromContentsOf: part.utf8)
            }
            add(head, after: nil)
            if !group.isEmpty { add(group, after: UInt8(ascii: ".")) }
            if let namespace, !namespace.isEmpty { add(namespace, after: UInt8(ascii: "/")) }
            add(name, after: UInt8(ascii: "/"))
            return end
        }
    }

    init(data: RawJSON) throws(EventError) {
        let fields = try PayloadFields(data)
        group = try fields.optionalString("group") ?? ""
        version = try fields.string("version")
        plural = try fields.string("plural")
        kind = try fields.string("kind")
        namespaced = try fields.bool("namespaced")
    }

    package func write(to text: inout JSONObjectText) {
        text.append("group", group)
        text.append("version", version)
        text.append("plural", plural)
        text.append("kind", kind)
        text.append("namespaced", namespaced)
    }
}
