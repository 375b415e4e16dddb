/// An API group and a kind, without a version: what an inventory remembers of an object's type.
package struct GroupKind: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The API group; empty for the core group.
    package let group: String
    /// The kind, as `ConfigMap`.
    package let kind: String

    package init(group: String, kind: String) {
        self.group = group
        self.kind = kind
    }

    /// Reads `Kind.group` or, for the core group, `Kind`; nil where there is no kind.
    package init?(parsing text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = parts.first, !kind.isEmpty else { return nil }
        self.kind = String(kind)
        self.group = parts.count > 1 ? String(parts[1]) : ""
    }

    /// `Deployment.apps`, and `ConfigMap` for the core group, as apimachinery's `GroupKind.String`.
    package var description: String { group.isEmpty ? kind : "\(kind).\(group)" }

    package static func < (left: GroupKind, right: GroupKind) -> Bool {
        (left.kind, left.group) < (right.kind, right.group)
    }
}
