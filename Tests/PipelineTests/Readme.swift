import TestSupport

/// The fenced blocks of a Markdown document.
struct Readme {
    private let lines: [Substring]

    init(_ bytes: [UInt8]) {
        lines = Substring(String(decoding: bytes, as: UTF8.self)).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The first block after a line.
    func block(after line: String) throws -> String {
        guard let start = lines.firstIndex(where: { $0 == line }),
            let fence = lines[start...].firstIndex(where: { $0.hasPrefix("```") })
        else { throw TestError("there is no block after \"\(line)\"") }
        return body(from: fence)
    }

    /// The blocks of a language.
    func blocks(of language: String) -> [String] {
        lines.indices.filter { lines[$0] == "```\(language)" }.map { body(from: $0) }
    }

    private func body(from fence: Int) -> String {
        lines[(fence + 1)...].prefix { !$0.hasPrefix("```") }.map { $0 + "\n" }.joined()
    }
}
