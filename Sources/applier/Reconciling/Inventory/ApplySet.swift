import Crypto
import Encoding

/// The identity of an owner's inventory, as KEP-3659 defines it.
///
/// ```swift
/// ApplySet(name: "dory", namespace: "default", kind: "Character", group: "stable.example.com").id
/// // "applyset-<43 characters>-v1"
/// ```
package struct ApplySet: Sendable, Hashable {
    /// `applyset-` + base64url without padding of SHA-256 of `<name>.<namespace>.<kind>.<group>` + `-v1`.
    package let id: String

    /// - Parameters:
    ///   - name: The parent's name.
    ///   - namespace: The parent's namespace; nil for a parent of cluster scope.
    ///   - kind: The parent's kind.
    ///   - group: The parent's API group; empty for the core group.
    package init(name: String, namespace: String?, kind: String, group: String) {
        var hash = SHA256()
        hash.update(data: Array("\(name).\(namespace ?? "").\(kind).\(group)".utf8))
        id = "applyset-\(Base64.text(Array(hash.finalize()), alphabet: .url, padded: false))-v1"
    }
}
