import Unix

/// A Markdown document of the project, for what its examples and tables promise.
package struct Markdown: Sendable {
    private let lines: [Substring]

    /// Reads a document by its path in the repository.
    package init(_ path: String) throws {
        let text = String(decoding: try File.read("\(Repository.root)/\(path)"), as: UTF8.self)
        lines = Substring(text).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The first fenced block after a line.
    package func block(after line: String) throws -> String {
        guard let start = lines.firstIndex(where: { $0 == line }),
            let fence = lines[start...].firstIndex(where: { $0.hasPrefix("```") })
        else { throw TestError("there is no block after \"\(line)\"") }
        return body(from: fence)
    }

    /// The fenced blocks of a language.
    package func blocks(of language: String) -> [String] {
        lines.indices.filter { lines[$0] == "```\(language)" }.map { body(from: $0) }
    }

    /// What a reader does who follows the document from its beginning.
    package enum Step: Sendable {
        /// Writes a file: a block below a line that is nothing but the file's name in backquotes.
        case write(file: String, text: String)
        /// Types a command, the line behind the prompt of a `console` block, and sees what is below it.
        case run(command: String, output: String)
    }

    /// The document's steps in their order.
    package var steps: [Step] {
        var steps: [Step] = []
        for index in lines.indices where lines[index].hasPrefix("```") && lines[index].dropFirst(3).allSatisfy(\.isLetter) {
            // The end of a block looks like the beginning of one without a language.
            guard lines[..<index].count(where: { $0.hasPrefix("```") }).isMultiple(of: 2) else { continue }
            if lines[index] == "```console" {
                for part in body(from: index).split(separator: "$ ") {
                    let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                    steps.append(.run(command: lines[0], output: lines.count > 1 ? lines[1] : ""))
                }
            } else if let name = lines[..<index].last(where: { !$0.isEmpty }), name.hasPrefix("`"), name.hasSuffix("`") {
                steps.append(.write(file: String(name.dropFirst().dropLast()), text: body(from: index)))
            }
        }
        return steps
    }

    /// The rows of the table whose first column has a title, each as its cells.
    package func table(_ title: String) throws -> [[String]] {
        guard let head = lines.firstIndex(where: { Self.cells($0).first == title }) else {
            throw TestError("there is no table of \"\(title)\"")
        }
        return lines[(head + 2)...].prefix { $0.hasPrefix("|") }.map(Self.cells)
    }

    private static func cells(_ line: Substring) -> [String] {
        guard line.hasPrefix("|") else { return [] }
        return line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast().map { cell in
            String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }

    private func body(from fence: Int) -> String {
        lines[(fence + 1)...].prefix { !$0.hasPrefix("```") }.map { $0 + "\n" }.joined()
    }
}
