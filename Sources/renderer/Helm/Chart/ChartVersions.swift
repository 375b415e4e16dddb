import Sprig

/// Versions of charts and of Kubernetes, and ranges of them.
package enum ChartVersions {
    /// Whether a text is a version: `1`, `v1.2`, `1.2.3-rc.1+build`.
    package static func isVersion(_ text: String) -> Bool { (try? SemanticVersion(parsing: text)) != nil }

    /// Whether a version lies within a range; not where either is not well-formed.
    package static func isVersion(_ version: String, within range: String) -> Bool {
        guard let version = try? SemanticVersion(parsing: version), let range = try? VersionConstraint(parsing: range) else {
            return false
        }
        return range.contains(version)
    }
}
