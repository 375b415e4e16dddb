/// A chart in an OCI registry: `oci://registry.example.com/charts/web:1.2.3@sha256:…`, the tag and the digest being optional.
package struct RegistryReference: Sendable, Hashable, CustomStringConvertible {
    /// The host and port.
    package let host: String
    /// The repository in the registry: `charts/web`.
    package let repository: String
    package var tag: String?
    package var digest: ContentDigest?

    /// Reads a reference.
    ///
    /// - Throws: `ChartSourceError` for what the distribution specification does not allow.
    package init(parsing text: String) throws(ChartSourceError) {
        func unusable(_ reason: String) -> ChartSourceError {
            ChartSourceError(.invalidReference, "the reference \"\(text.prefix(300))\" cannot be used: \(reason)")
        }
        guard text.hasPrefix("oci://") else { throw unusable("it does not begin with oci://") }
        var rest = text.dropFirst(6)
        if let at = rest.firstIndex(of: "@") {
            guard let digest = ContentDigest(String(rest[rest.index(after: at)...])), rest[at...].hasPrefix("@sha256:") else {
                throw unusable("what follows @ must be a digest such as sha256: and 64 hexadecimal digits")
            }
            self.digest = digest
            rest = rest[..<at]
        }
        guard let slash = rest.firstIndex(of: "/") else { throw unusable("it names no repository after the host") }
        // The host's rules are those of URLs.
        host = try WebAddress(parsing: "https://\(rest[..<slash])").authority
        var path = rest[rest.index(after: slash)...]
        if let colon = path.lastIndex(of: ":") {
            let tag = String(path[path.index(after: colon)...])
            guard Self.isTag(Self.tag(of: tag)) else { throw unusable("\"\(tag)\" is no tag") }
            self.tag = tag
            path = path[..<colon]
        }
        repository = String(path)
        guard Self.isRepository(repository) else {
            throw unusable("\"\(repository)\" is no name of a repository: lower-case letters, digits, and . _ - / between them")
        }
    }

    /// The tag of a version: a tag has no `+`, for which `_` stands.
    static func tag(of version: String) -> String { version.replacing("+", with: "_") }

    /// The version of a tag.
    static func version(of tag: String) -> String { tag.replacing("_", with: "+") }

    /// The repository, with the tag and the digest.
    package var description: String {
        "oci://\(host)/\(repository)\(tag.map { ":\($0)" } ?? "")\(digest.map { "@\($0)" } ?? "")"
    }

    static func isTag(_ text: String) -> Bool {
        guard let first = text.utf8.first, (1...128).contains(text.utf8.count) else { return false }
        return first != UInt8(ascii: ".") && first != UInt8(ascii: "-")
            && text.utf8.allSatisfy { isLetterOrDigit($0 | 0x20) || isLetterOrDigit($0) || "._-".utf8.contains($0) }
    }

    private static func isRepository(_ text: String) -> Bool {
        guard text.utf8.count <= 255 else { return false }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.allSatisfy { part in
            guard let first = part.utf8.first, let last = part.utf8.last else { return false }
            return isLetterOrDigit(first) && isLetterOrDigit(last)
                && part.utf8.allSatisfy { isLetterOrDigit($0) || "._-".utf8.contains($0) } && !part.contains("..")
        }
    }

    /// Whether it is a letter in lower case, or a digit.
    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }
}
