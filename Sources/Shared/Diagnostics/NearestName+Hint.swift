extension NearestName {
    /// `; did you mean "..."?`, where a message of the template engine says that there is no such function or template, and one
    /// of nearly that name is there; else empty.
    package static func hint(for message: String, functions: [String], templates: [String]) -> String {
        for (before, known) in [("function \"", functions), ("template \"", templates), ("no template \"", templates)] {
            guard message.hasPrefix(before) else { continue }
            let rest = message.dropFirst(before.count)
            guard let quote = rest.firstIndex(of: "\""), rest[quote...].hasSuffix("not defined") || before.hasPrefix("no ") else {
                continue
            }
            return find(String(rest[..<quote]), among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        }
        return ""
    }

    /// What helps where a name came to nothing: `; there is no "Value"; did you mean "Values"?`, or that it is null.
    package static func hint(forNil name: String, isThere: Bool, among known: [String]) -> String {
        if isThere { return "; \"\(name)\" is null" }
        return "; there is no \"\(name)\"" + (find(name, among: known).map { "; did you mean \"\($0)\"?" } ?? "")
    }
}
