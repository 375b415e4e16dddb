import Unix

/// An article of the documentation, whose Swift code is also code of the tests: there it stands in a `do` block between a line
/// `// article` and a line `// end`, with `show(` where the article prints, and what it prints is below that in a comment.
package struct Article: Sendable {
    private let blocks: [String]

    /// Reads an article by its path in the repository.
    package init(_ path: String) throws {
        blocks = try Markdown(path).blocks(of: "swift")
    }

    /// Its snippets of code, as they are in the tests.
    package var code: [String] { blocks.map { $0.replacing("print(", with: "show(") } }

    /// The lines that its code prints, as it says.
    package var output: [String] {
        blocks.flatMap { block in
            block.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { $0.hasPrefix("// ") }.map {
                String($0.dropFirst(3))
            }
        }
    }

    /// The snippets of a file of tests, by its path in the repository, each without its indentation.
    package static func snippets(in path: String) throws -> [String] {
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
