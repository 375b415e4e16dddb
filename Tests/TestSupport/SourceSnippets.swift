import Unix

/// Code of the project's tests that a document shows: what stands in a `do` block between a line `// article` and a line `// end`.
package enum SourceSnippets {
    /// The snippets of a file, by its path in the repository, each without its indentation.
    package static func all(in path: String) throws -> [String] {
        let text = String(decoding: try File.read("\(Repository.root)/\(path)"), as: UTF8.self)
        var snippets: [String] = []
        var current: [Substring]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let content = line.drop { $0 == " " }
            if content.hasPrefix("// article") {
                current = []
            } else if content == "// end", let lines = current {
                // Without the braces around it.
                snippets.append(lines.dropFirst().dropLast().map { $0.dropFirst(8) + "\n" }.joined())
                current = nil
            } else {
                current?.append(line)
            }
        }
        return snippets
    }
}
