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
}
