/// The names that the API server takes, as far as a configuration has them.
enum KubernetesNames {
    /// A DNS-1123 label: at most 63 lower-case letters, digits and `-`, a letter or digit at both ends.
    static func isLabel(_ text: some StringProtocol) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
        return isAlphanumeric(first) && isAlphanumeric(last) && bytes.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    /// A DNS-1123 subdomain: labels joined by dots, at most 253 characters.
    static func isSubdomain(_ text: some StringProtocol) -> Bool {
        text.utf8.count <= 253 && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { isLabel($0) }
    }

    /// A qualified name, such as an annotation's key: an optional subdomain and `/`, then at most 63 letters, digits, `-`, `_`
    /// and `.`, a letter or digit at both ends.
    static func isQualifiedName(_ text: String) -> Bool {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.last.map({ Array($0.utf8) }), let first = name.first, let last = name.last, name.count <= 63,
            isLetterOrDigit(first), isLetterOrDigit(last), name.allSatisfy({ isLetterOrDigit($0) || "-_.".utf8.contains($0) })
        else { return false }
        return parts.count == 1 || isSubdomain(parts[0])
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || (0x41...0x5A).contains(byte)
    }
}
