/// The inventory that is written on an owner: which kinds of objects it has and where.
package struct Marks: Sendable, Hashable {
    /// What keeps the inventory, as `fairlead-characters/1.0.0`.
    package var tooling: String
    /// The kinds of all members.
    package var groupKinds: Set<GroupKind>
    /// The namespaces of members other than the owner's own.
    package var additionalNamespaces: Set<String>

    package init(tooling: String, groupKinds: Set<GroupKind> = [], additionalNamespaces: Set<String> = []) {
        self.tooling = tooling
        self.groupKinds = groupKinds
        self.additionalNamespaces = additionalNamespaces
    }

    /// The marks of exactly the objects named, for an owner in `home` (nil: of cluster scope).
    package init(tooling: String, of keys: some Sequence<ObjectKey>, home: String?) {
        self.init(tooling: tooling)
        for key in keys {
            groupKinds.insert(key.groupKind)
            if let namespace = key.namespace, namespace != home { additionalNamespaces.insert(namespace) }
        }
    }

    /// These marks, widened by others, before anything is applied: nothing that exists is ever outside the marks of a marked owner.
    package func widened(by other: Marks) -> Marks {
        Marks(
            tooling: other.tooling, groupKinds: groupKinds.union(other.groupKinds),
            additionalNamespaces: additionalNamespaces.union(other.additionalNamespaces))
    }

    /// Whether both remember the same members; another version of the same tool makes no difference.
    package func coversSame(as other: Marks) -> Bool {
        groupKinds == other.groupKinds && additionalNamespaces == other.additionalNamespaces
    }

    /// The value of `applyset.kubernetes.io/contains-group-kinds`.
    package var groupKindsText: String { groupKinds.map(\.description).sorted().joined(separator: ",") }

    /// The value of `applyset.kubernetes.io/additional-namespaces`.
    package var namespacesText: String { additionalNamespaces.sorted().joined(separator: ",") }

    /// The tool's name in a `tooling` value: what stands before the last slash.
    package static func tool(of tooling: String) -> Substring {
        guard let slash = tooling.lastIndex(of: "/") else { return tooling[...] }
        return tooling[..<slash]
    }
}
