import Sprig

/// Which of some versions is wanted, as Helm understands `--version`.
struct VersionChoice: Sendable {
    /// A version or a constraint; nil: the newest that is no prerelease.
    private let text: String?
    private let constraint: VersionConstraint

    /// - Throws: `ChartSourceError` for a text that is no constraint.
    init(_ text: String?) throws(ChartSourceError) {
        self.text = text.flatMap { $0.isEmpty ? nil : $0 }
        do throws(SemanticVersion.Problem) {
            constraint = try VersionConstraint(parsing: self.text ?? "*")
        } catch {
            throw ChartSourceError(.invalidReference, "\"\(text ?? "")\" is no version and no range of versions: \(error)")
        }
    }

    /// The version that is written just so.
    init(exactly text: String) throws(ChartSourceError) {
        self.text = text
        constraint = try VersionChoice(nil).constraint
    }

    /// Whether a text is one version, and no range of them.
    static func isVersion(_ text: String) -> Bool { (try? SemanticVersion(parsing: text)) != nil }

    /// The place of the version that is written just so, or else of the newest one that the constraint allows.
    ///
    /// What is no semantic version counts only if it is written just so.
    func newest(among versions: [String]) -> Int? {
        if let text, let exact = versions.firstIndex(of: text) { return exact }
        var best: (place: Int, version: SemanticVersion)?
        for (place, text) in versions.enumerated() {
            guard let version = try? SemanticVersion(parsing: text), constraint.contains(version) else { continue }
            if let best, !(best.version < version) { continue }
            best = (place, version)
        }
        return best?.place
    }

    /// The error for versions of which none is wanted.
    func nothing(among versions: [String], of chart: String) -> ChartSourceError {
        let known = versions.compactMap { text in (try? SemanticVersion(parsing: text)).map { (text: text, version: $0) } }
        let sorted = known.sorted { $1.version < $0.version }
        let wanted = text.map { "no version of \"\(chart)\" is \($0)" } ?? "\"\(chart)\" has no version that is a release"
        if sorted.isEmpty { return ChartSourceError(.notFound, "\(wanted): there are none at all") }
        let shown = sorted.prefix(10).map(\.text).joined(separator: ", ")
        let more = sorted.count > 10 ? " and \(sorted.count - 10) older ones" : ""
        let hint =
            sorted.allSatisfy { !$0.version.prerelease.isEmpty }
            ? "; a prerelease is taken where the constraint names one, such as >0.0.0-0" : ""
        return ChartSourceError(.notFound, "\(wanted): there are \(shown)\(more)\(hint)")
    }
}
