extension SemanticVersion {
    /// The next patch: of a prerelease, its release.
    var nextPatch: SemanticVersion { released(major, minor, prerelease.isEmpty ? patch &+ 1 : patch) }

    /// The next minor version.
    var nextMinor: SemanticVersion { released(major, minor &+ 1, 0) }

    /// The next major version.
    var nextMajor: SemanticVersion { released(major &+ 1, 0, 0) }

    /// The same version with another prerelease.
    func with(prerelease: String) throws(Problem) -> SemanticVersion {
        if Self.hasLeadingZero(prerelease) { throw Problem(description: "Version segment starts with 0") }
        guard Self.areWords(prerelease) else { throw Problem(description: "Invalid Prerelease string") }
        return changed(major, minor, patch, prerelease: prerelease, metadata: metadata)
    }

    /// The same version with other metadata.
    func with(metadata: String) throws(Problem) -> SemanticVersion {
        guard Self.areWords(metadata) else { throw Problem(description: "Invalid Metadata string") }
        return changed(major, minor, patch, prerelease: prerelease, metadata: metadata)
    }

    private func released(_ major: UInt64, _ minor: UInt64, _ patch: UInt64) -> SemanticVersion {
        changed(major, minor, patch, prerelease: "", metadata: "")
    }

    /// A version whose original has the `v` that this one's has.
    private func changed(
        _ major: UInt64, _ minor: UInt64, _ patch: UInt64, prerelease: String, metadata: String
    ) -> SemanticVersion {
        let changed = SemanticVersion(
            major: major, minor: minor, patch: patch, prerelease: prerelease, metadata: metadata)
        return SemanticVersion(
            major: major, minor: minor, patch: patch, prerelease: prerelease, metadata: metadata,
            original: (original.hasPrefix("v") ? "v" : "") + changed.text)
    }

    private static func areWords(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || 48...57 ~= byte || 65...90 ~= byte || 97...122 ~= byte
        }
    }
}
