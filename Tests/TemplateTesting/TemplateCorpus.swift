import Glibc
internal import JSON
import TestSupport
import Unix

/// The templates of a folder, whose README tells the format of its files.
package struct TemplateCorpus: Sendable {
    private let path: String

    /// The names of the corpus's files.
    package let files: [String]

    /// The corpus of a folder of this repository.
    ///
    /// - Parameter directory: Where it is, from the repository's root.
    package init(_ directory: String) {
        path = "\(Repository.root)/\(directory)"
        files = Self.names(in: path)
    }

    /// The cases of a file.
    package func cases(of file: String) throws -> [OracleCase] {
        var reader = CorpusReader(file: file)
        let text = String(decoding: try File.read("\(path)/\(file)"), as: UTF8.self)
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) { try reader.read(line) }
        try reader.finish()
        return reader.cases
    }

    private static func names(in path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".txt") { names.append(name) }
        }
        return names.sorted()
    }
}

/// Reads a file of the corpus, line by line.
private struct CorpusReader {
    private enum Section {
        case none, data, template
    }

    let file: String
    private(set) var cases: [OracleCase] = []
    private var number = 0
    private var section = Section.none
    private var lines: [Substring] = []
    private var data = JSONValue.null
    private var options: [String] = []
    private var name = ""
    private var part = "main"
    private var templates: [(name: String, text: [UInt8])] = []

    init(file: String) {
        self.file = file
    }

    mutating func read(_ line: Substring) throws {
        number += 1
        if line.hasPrefix("###") {
            try endSection()
        } else if line.hasPrefix(">>> ") {
            try endCase()
            name = "\(file):\(number)"
            templates = [("main", Array(line.dropFirst(4).utf8))]
        } else if line.hasPrefix("=== ") {
            try endCase()
            name = "\(file):\(number) \(line.dropFirst(4))"
            part = "main"
            section = .template
        } else if line.hasPrefix("--- template ") {
            try endSection()
            part = String(line.dropFirst(13))
            section = .template
        } else if line == "--- data" {
            try endCase()
            section = .data
        } else if line.hasPrefix("--- options") {
            try endCase()
            options = line.dropFirst(11).split(separator: " ").map(String.init)
        } else if section == .none, !line.isEmpty {
            throw TestError("\(file):\(number): belongs to nothing: \(line)")
        } else {
            lines.append(line)
        }
    }

    mutating func finish() throws {
        try endCase()
    }

    private mutating func endCase() throws {
        try endSection()
        if !templates.isEmpty {
            cases.append(OracleCase(name: name, subject: .templates(templates, options: options), data: data))
        }
        templates = []
    }

    private mutating func endSection() throws {
        // The empty line before the next marker is for the reader's eye.
        if lines.last?.isEmpty == true { lines.removeLast() }
        let text = lines.joined(separator: "\n")
        switch section {
        case .none: break
        case .data: data = try JSONValue(parsing: text)
        case .template: templates.append((part, Array(text.utf8)))
        }
        section = .none
        lines = []
    }
}
