/// How the body of a patch is meant.
package enum PatchType: String, Sendable, Hashable {
    /// A JSON Merge Patch (RFC 7396).
    case merge = "application/merge-patch+json"
    /// A JSON Patch (RFC 6902).
    case json = "application/json-patch+json"
    /// A strategic merge patch, for built-in kinds.
    case strategic = "application/strategic-merge-patch+json"
    /// A server-side apply; it needs a field manager.
    case apply = "application/apply-patch+yaml"
}
