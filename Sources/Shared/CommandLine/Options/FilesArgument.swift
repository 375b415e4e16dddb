import ArgumentParser

/// Paths with commas between them, as Helm reads them: `a.yaml,b.yaml`; a path in quotation marks may have commas.
package struct FilesArgument: ExpressibleByArgument, Sendable {
    package let paths: [String]

    /// Nil where a quotation mark stands within a path that does not begin with one, or has no counterpart.
    package init?(argument: String) {
        var paths: [String] = []
        var rest = argument[...]
        while !argument.isEmpty {
            guard let path = rest.first == "\"" ? Self.quoted(&rest) : Self.plain(&rest) else { return nil }
            paths.append(path)
            if rest.isEmpty { break }
            guard rest.removeFirst() == "," else { return nil }
        }
        self.paths = paths
    }

    private static func plain(_ text: inout Substring) -> String? {
        let path = text.prefix { $0 != "," }
        text = text[path.endIndex...]
        return path.contains("\"") ? nil : String(path)
    }

    private static func quoted(_ text: inout Substring) -> String? {
        var path = ""
        repeat {
            text.removeFirst()
            guard let end = text.firstIndex(of: "\"") else { return nil }
            path += text[..<end]
            text = text[text.index(after: end)...]
            // Two of them stand for one.
            if text.first == "\"" { path += "\"" }
        } while text.first == "\""
        return path
    }
}
