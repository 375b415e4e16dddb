import Unix

/// The rules of a `.helmignore`: which files and folders of a chart's folder do not belong to the chart.
struct IgnoreRules: Sendable {
    private struct Rule {
        let pattern: PathPattern
        /// Whether only the last part of a path is compared.
        let comparesName: Bool
        let isNegated: Bool
        let mustBeFolder: Bool
    }

    private var rules: [Rule] = []

    /// The rules of a text, a line each, and Helm's own: names below `templates/` that begin with a dot.
    ///
    /// - Throws: `ChartError` for a rule that Helm refuses too, with its line.
    init(_ text: [UInt8] = []) throws(ChartError) {
        var text = text[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        for (index, line) in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            let rule = ASCII.trimmed(line)
            if rule.isEmpty || rule.first == UInt8(ascii: "#") { continue }
            do throws(ChartError) { try add(String(decoding: rule, as: UTF8.self)) } catch {
                throw ChartError("line \(index + 1): \(error)")
            }
        }
        try add("templates/.?*")
    }

    private mutating func add(_ text: String) throws(ChartError) {
        var rule = Substring(text)
        if text.utf8.count > 4096 { throw ChartError("a rule is longer than 4096 bytes") }
        if rule.contains("**") { throw ChartError("double-star (**) syntax is not supported: \(text)") }
        guard PathPattern(text) != nil else { throw ChartError("syntax error in pattern: \(text)") }
        let isNegated = rule.hasPrefix("!")
        if isNegated { rule = rule.dropFirst() }
        let mustBeFolder = rule.hasSuffix("/")
        if mustBeFolder { rule = rule.dropLast() }
        let isRooted = rule.hasPrefix("/")
        if isRooted { rule = rule.dropFirst() }
        guard let pattern = PathPattern(String(rule)) else { return }
        rules.append(
            Rule(
                pattern: pattern, comparesName: !isRooted && !rule.contains("/"), isNegated: isNegated,
                mustBeFolder: mustBeFolder))
    }

    /// Whether a path from the chart's folder on is left out.
    func ignores(_ path: String, isFolder: Bool) -> Bool {
        for rule in rules {
            let subject = rule.comparesName ? Path.split(path).name : path
            if rule.isNegated {
                if rule.mustBeFolder && !isFolder { return true }
                if !rule.pattern.matches(subject) { return true }
            } else if !(rule.mustBeFolder && !isFolder), rule.pattern.matches(subject) {
                return true
            }
        }
        return false
    }
}
