import JSON
import YAML

/// How objects are written for a person, or for the next program.
package struct PartWriting: Sendable {
    /// The language that they are written in.
    package enum Format: String, Sendable, CaseIterable {
        /// One document after the other.
        case yaml
        /// One `List`, as kubectl has it.
        case json
    }

    private let format: Format
    /// Whether each document begins with a line that names its template, as with Helm.
    private let showsSources: Bool

    package init(_ format: Format, showsSources: Bool) {
        self.format = format
        self.showsSources = showsSources
    }

    /// The text of objects.
    ///
    /// - Parameter isFirst: Whether nothing stands before it.
    package func text(of parts: [RenderedPart], isFirst: Bool = true) -> [UInt8] {
        // The manifests were written from values, so that they read back.
        let values = parts.compactMap { part in (try? part.manifest.object.value()).map { (part.source, $0) } }
        switch format {
        case .json:
            let list: JSONValue = ["apiVersion": "v1", "kind": "List", "items": .array(values.map(\.1))]
            return list.serialized(.pretty()) + [UInt8(ascii: "\n")]
        case .yaml:
            var text: [UInt8] = []
            for (source, value) in values {
                if showsSources {
                    text += "---\n# Source: \(source)\n".utf8
                } else if !isFirst || !text.isEmpty {
                    text += "---\n".utf8
                }
                YAML.write(value, into: &text)
            }
            return text
        }
    }

    /// The files of a folder, one for each template, by their paths below it.
    ///
    /// - Parameter folder: What each path begins with; empty for nothing.
    package func files(of parts: [RenderedPart], below folder: String) -> [(path: String, parts: [RenderedPart])] {
        var files: [(path: String, parts: [RenderedPart])] = []
        var places: [String: Int] = [:]
        for part in parts {
            let path = folder.isEmpty ? name(of: part) : "\(folder)/\(name(of: part))"
            if let place = places[path] {
                files[place].parts.append(part)
            } else {
                places[path] = files.count
                files.append((path, [part]))
            }
        }
        return files
    }

    /// The template's path with an ending that tells what is in the file.
    private func name(of part: RenderedPart) -> String {
        var name = part.source[...]
        if name.hasSuffix(".tmpl") { name = name.dropLast(".tmpl".count) }
        switch format {
        case .yaml:
            let isNamed = showsSources || [".yaml", ".yml"].contains { name.hasSuffix($0) }
            return isNamed ? String(name) : "\(name).yaml"
        case .json:
            for ending in [".yaml", ".yml", ".json"] where name.hasSuffix(ending) { name = name.dropLast(ending.count) }
            return "\(name).json"
        }
    }
}
