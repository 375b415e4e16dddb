import Diagnostics
import JSON

/// The chart that a custom resource chooses by its annotation `chart`, as with Lostrómos: `incubator/vault:0.7.1`.
package struct ChartChoice: Sendable, Hashable, CustomStringConvertible {
    /// The repository's name in the configuration.
    package let repository: String
    package let chart: String
    /// A version or a range of versions; nil: the newest that is no prerelease.
    package let version: String?

    /// The annotation's key.
    package static let annotation = "chart"

    /// What a custom resource chooses; nil if it leaves the choice to the configuration.
    ///
    /// - Parameters:
    ///   - resource: The custom resource.
    ///   - repositories: The names of those that the configuration allows.
    /// - Throws: `RenderError` for an annotation that cannot be read, or that names another repository.
    init?(of resource: RawJSON, allowing repositories: [String]) throws(RenderError) {
        guard let value = try? resource.find("metadata", "annotations", Self.annotation), !value.isNull else { return nil }
        let text = value.string.map(Self.trimmed) ?? ""
        if text.isEmpty { return nil }
        guard let choice = ChartChoice(parsing: text) else {
            throw RenderError(
                "the annotation \"\(Self.annotation)\" must be REPOSITORY/NAME or REPOSITORY/NAME:VERSION, not \"\(text.prefix(200))\""
            )
        }
        guard repositories.contains(choice.repository) else {
            throw RenderError(
                "the annotation \"\(Self.annotation)\" names the repository \"\(choice.repository)\", which the configuration does not allow: "
                    + Self.advice(choice.repository, repositories))
        }
        self = choice
    }

    /// Reads a choice; nil for what is none.
    init?(parsing text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Self.trimmed(String($0)) }
        guard parts.count <= 2, text.utf8.count <= 512 else { return nil }
        let names = parts[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard names.count == 2, names.allSatisfy(Self.isName) else { return nil }
        repository = names[0]
        chart = names[1]
        version = parts.count == 2 && !parts[1].isEmpty ? parts[1] : nil
        guard version?.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) ?? true else { return nil }
    }

    package var description: String { "\(repository)/\(chart)\(version.map { ":\($0)" } ?? "")" }

    private static func advice(_ name: String, _ allowed: [String]) -> String {
        if allowed.isEmpty { return "it allows none" }
        if let near = NearestName.find(name, among: allowed) { return "did you mean \"\(near)\"?" }
        return "it allows \(allowed.sorted().joined(separator: ", "))"
    }

    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "."), first != UInt8(ascii: "-") else { return false }
        return text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || "._-".utf8.contains(byte)
        }
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
