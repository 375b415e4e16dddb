/// A range of versions as Masterminds' semver reads it: `>=1.2 <2`, `~1.2.3`, `^1`, `1.x || 3 - 4`.
package struct VersionConstraint: Sendable {
    /// Of these, one must hold; of each, all comparisons.
    private let alternatives: [[VersionComparison]]

    /// Reads a range.
    ///
    /// - Throws: semver's error for what is none.
    package init(parsing text: String) throws(SemanticVersion.Problem) {
        var alternatives: [[VersionComparison]] = []
        for part in Self.parts(of: Array(text.utf8)) {
            guard let comparisons = try Self.comparisons(in: part) else {
                throw SemanticVersion.Problem(description: "improper constraint: \(String(decoding: part, as: UTF8.self))")
            }
            alternatives.append(comparisons)
        }
        self.alternatives = alternatives
    }

    /// Whether a version lies within the range.
    package func contains(_ version: SemanticVersion) -> Bool {
        alternatives.contains { comparisons in comparisons.allSatisfy { $0.holds(for: version) } }
    }

    /// What stands between `||`.
    private static func parts(of bytes: [UInt8]) -> [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "|"), place + 1 < bytes.count, bytes[place + 1] == UInt8(ascii: "|") {
                parts.append([])
                place += 2
            } else {
                parts[parts.count - 1].append(bytes[place])
                place += 1
            }
        }
        return parts
    }

    private static func comparisons(in part: [UInt8]) throws(SemanticVersion.Problem) -> [VersionComparison]? {
        var reader = VersionReader(part)
        var comparisons: [VersionComparison] = []
        reader.space()
        var mayBeRange = true
        while true {
            let comparison = VersionComparison.Operation.read(&reader)
            reader.space()
            guard let version = reader.version() else { return nil }
            if comparison == .equal, mayBeRange, let upper = upperEnd(&reader) {
                comparisons.append(try VersionComparison(.atLeast, version))
                comparisons.append(try VersionComparison(.atMost, upper))
            } else {
                comparisons.append(try VersionComparison(comparison, version))
            }
            let hadSpace = reader.space()
            if reader.isAtEnd { return comparisons }
            mayBeRange = reader.skip(",")
            guard mayBeRange || hadSpace else { return nil }
            reader.space()
        }
    }

    /// The second version of `1.2 - 1.4`.
    private static func upperEnd(_ reader: inout VersionReader) -> VersionReader.Parts? {
        let start = reader.place
        guard reader.space(), reader.skip("-"), reader.space(), let upper = reader.version() else {
            reader.back(to: start)
            return nil
        }
        return upper
    }
}
