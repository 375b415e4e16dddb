import JSON

/// One Kubernetes object to be, under the name that a rollout calls it by.
package struct Manifest: Sendable, Equatable {
    /// The object's name in its bundle: `Kind/name`, or `Kind/namespace/name`; with `Kind.group` where two groups of the
    /// bundle share the kind.
    package var name: String
    /// The object, with `apiVersion`, `kind` and `metadata.name` for sure.
    package let object: RawJSON
    /// `apiVersion` as the manifest has it.
    package let apiVersion: String
    /// `kind` as the manifest has it.
    package let kind: String
    /// The line of its template's output on which its document begins, from 1.
    var line = 1

    /// The group of the API version; empty for the core group.
    var group: String {
        guard let slash = apiVersion.utf8.firstIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(apiVersion[..<slash])
    }
}
