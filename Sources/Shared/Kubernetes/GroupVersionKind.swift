/// The group, version and kind that an object states of itself.
///
/// ```swift
/// GroupVersionKind(apiVersion: "apps/v1", kind: "Deployment").group   // "apps"
/// GroupVersionKind(apiVersion: "v1", kind: "ConfigMap").group         // ""
/// ```
package struct GroupVersionKind: Sendable, Hashable {
    /// The API group; empty for the core group.
    package var group: String
    /// The version: `v1`.
    package var version: String
    /// The kind: `Deployment`.
    package var kind: String

    /// The three by themselves.
    package init(group: String, version: String, kind: String) {
        self.group = group
        self.version = version
        self.kind = kind
    }

    /// The group and version as an object's `apiVersion` has them, and the kind.
    package init(apiVersion: String, kind: String) {
        if let slash = apiVersion.lastIndex(of: "/") {
            group = String(apiVersion[..<slash])
            version = String(apiVersion[apiVersion.index(after: slash)...])
        } else {
            group = ""
            version = apiVersion
        }
        self.kind = kind
    }

    /// What an object's `apiVersion` says: `apps/v1`, `v1`.
    package var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

    /// `Deployment.apps`, or `ConfigMap` in the core group: how an ApplySet names what it contains.
    package var groupKind: String { group.isEmpty ? kind : "\(kind).\(group)" }
}

extension GroupVersionKind: CustomStringConvertible {
    /// `apps/v1 Deployment`.
    package var description: String { "\(apiVersion) \(kind)" }
}
