/// A version as Masterminds' semver reads it: `1`, `v1.2`, `1.2.3-rc.1+build`.
package struct SemanticVersion: Sendable {
    package let major: UInt64
    package let minor: UInt64
    package let patch: UInt64
    /// What follows `-`; empty for a release.
    package let prerelease: String
    /// What follows `+`; it plays no part in comparisons.
    package let metadata: String
    /// The text that was read.
    package let original: String

    /// Why a text is no version, in semver's words.
    package struct Problem: Error, Hashable, CustomStringConvertible {
        package let description: String
    }

    /// Reads a version.
    package init(parsing text: String) throws(Problem) {
        var reader = VersionReader(Array(text.utf8))
        guard let parts = reader.version(), reader.isAtEnd, parts.numbers.allSatisfy({ $0 != nil }) else {
            throw Problem(description: "Invalid Semantic Version")
        }
        var numbers: [UInt64] = []
        for digits in parts.numbers.compactMap({ $0 }) {
            guard let number = UInt64(digits) else {
                let reason = "strconv.ParseUint: parsing \"\(digits)\": value out of range"
                throw Problem(description: "Error parsing version segment: \(reason)")
            }
            numbers.append(number)
        }
        if Self.hasLeadingZero(parts.prerelease) { throw Problem(description: "Version segment starts with 0") }
        major = numbers[0]
        minor = numbers.count > 1 ? numbers[1] : 0
        patch = numbers.count > 2 ? numbers[2] : 0
        prerelease = parts.prerelease
        metadata = parts.metadata
        original = text
    }

    /// Whether a part of a prerelease is a number that begins with a needless zero.
    static func hasLeadingZero(_ prerelease: String) -> Bool {
        prerelease.split(separator: ".").contains { part in
            part.utf8.count > 1 && part.utf8.first == 0x30 && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
        }
    }

    init(
        major: UInt64, minor: UInt64, patch: UInt64, prerelease: String, metadata: String = "", original: String = ""
    ) {
        self.major = major
        self.minor = minor
        self.patch = patch
        self.prerelease = prerelease
        self.metadata = metadata
        self.original = original
    }

    /// The version in full: `1.2.0-rc.1+build`.
    package var text: String {
        let release = "\(major).\(minor).\(patch)"
        return release + (prerelease.isEmpty ? "" : "-\(prerelease)") + (metadata.isEmpty ? "" : "+\(metadata)")
    }
}

extension SemanticVersion: Comparable {
    /// Whether both are of the same precedence, whatever their metadata.
    package static func == (left: SemanticVersion, right: SemanticVersion) -> Bool {
        (left.major, left.minor, left.patch) == (right.major, right.minor, right.patch)
            && comparePrereleases(left.prerelease, right.prerelease) == 0
    }

    package static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
        let (first, second) = ((left.major, left.minor, left.patch), (right.major, right.minor, right.patch))
        return first == second ? comparePrereleases(left.prerelease, right.prerelease) < 0 : first < second
    }

    /// Below 0 if the left one comes first, 0 if both are the same; none at all comes after any.
    static func comparePrereleases(_ left: String, _ right: String) -> Int {
        if left.isEmpty || right.isEmpty { return (left.isEmpty ? 1 : 0) - (right.isEmpty ? 1 : 0) }
        let first = left.split(separator: ".", omittingEmptySubsequences: false)
        let second = right.split(separator: ".", omittingEmptySubsequences: false)
        for place in 0..<max(first.count, second.count) {
            guard place < first.count else { return -1 }
            guard place < second.count else { return 1 }
            let order = compareParts(first[place], second[place])
            if order != 0 { return order }
        }
        return 0
    }

    private static func compareParts(_ left: Substring, _ right: Substring) -> Int {
        if left.utf8.elementsEqual(right.utf8) { return 0 }
        switch (UInt64(left), UInt64(right)) {
        case (let left?, let right?): return left > right ? 1 : -1
        case (nil, nil): return left.utf8.lexicographicallyPrecedes(right.utf8) ? -1 : 1
        // A number comes before a word.
        case (let left, _): return left == nil ? 1 : -1
        }
    }
}
