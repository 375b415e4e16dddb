import JSON
import YAML

/// One object as it stands in a file.
struct Manifest: Sendable {
    /// The object.
    var value: JSONObject
    /// The line on which its document begins, from 1.
    let line: Int
    let apiVersion: String
    let kind: String
    let name: String

    /// The API group; empty for the core group.
    var group: String { apiVersion.split(separator: "/").count > 1 ? String(apiVersion.prefix { $0 != "/" }) : "" }
    /// The version, such as `v1`.
    var version: String { apiVersion.split(separator: "/").last.map(String.init) ?? apiVersion }
    /// The namespace, if it names one.
    var namespace: String? {
        let namespace = value["metadata"]?["namespace"]?.stringValue
        return namespace?.isEmpty == true ? nil : namespace
    }

    /// Reads the objects of a YAML or JSON file, those of a `List` one by one.
    ///
    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - file: The file's path, for errors.
    /// - Throws: ``ManifestError`` with the place of the first mistake.
    static func read(_ bytes: [UInt8], file: String) throws(ManifestError) -> [Manifest] {
        let documents: [YAMLDocument]
        do throws(YAMLError) {
            documents = try YAML.documents(bytes, file: file)
        } catch {
            throw ManifestError(file: file, line: error.line, column: error.column, reason: "\(error.reason)")
        }
        var manifests: [Manifest] = []
        for document in documents {
            do throws(Reason) {
                try append(document.value, line: document.line, depth: 0, to: &manifests)
            } catch {
                throw ManifestError(file: file, line: document.line, column: 1, reason: error.text)
            }
        }
        return manifests
    }

    private struct Reason: Error { let text: String }

    private static func append(_ value: JSONValue, line: Int, depth: Int, to manifests: inout [Manifest]) throws(Reason) {
        guard case .object(let object) = value else { throw Reason(text: "the document is not an object") }
        guard let kind = object["kind"]?.stringValue, !kind.isEmpty else { throw Reason(text: "the object has no kind") }
        if kind.hasSuffix("List"), case .array(let items)? = object["items"] {
            // A List in a List is no object of Kubernetes; neither are a thousand of them.
            guard depth == 0 else { throw Reason(text: "a \(kind) stands within another list") }
            for item in items { try append(item, line: line, depth: depth + 1, to: &manifests) }
            return
        }
        guard let apiVersion = object["apiVersion"]?.stringValue, !apiVersion.isEmpty else {
            throw Reason(text: "the \(kind) has no apiVersion")
        }
        guard apiVersion.utf8.filter({ $0 == UInt8(ascii: "/") }).count <= 1 else {
            throw Reason(text: "apiVersion \"\(apiVersion)\" is neither VERSION nor GROUP/VERSION")
        }
        guard let name = object["metadata"]?["name"]?.stringValue, !name.isEmpty else {
            throw Reason(text: "the \(kind) has no metadata.name")
        }
        guard !name.contains("/") else { throw Reason(text: "metadata.name \"\(name)\" contains a slash") }
        manifests.append(Manifest(value: object, line: line, apiVersion: apiVersion, kind: kind, name: name))
    }
}
