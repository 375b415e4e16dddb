import Encoding
import HTTP
import JSON
import Unix

/// A cluster, user or context of a kubeconfig, and where it stands.
struct KubeconfigEntry: Sendable {
    /// Its name.
    var name: String
    /// Its contents.
    var value: JSONValue
    /// The file that it stands in.
    var file: String

    /// The text at `key`; nil if there is none, or an empty one.
    func text(_ key: String) -> String? {
        guard let text = value[key]?.stringValue, !text.isEmpty else { return nil }
        return text
    }

    /// Checks that what the settings hold is of the types that they are for, so that none is overlooked.
    func check(texts: [String], flags: [String] = [], lists: [String] = []) throws(KubernetesError) {
        guard value.objectValue != nil else {
            throw KubernetesError("read the kubeconfig", .configuration("\(file): \"\(name)\" is not a mapping"))
        }
        func check(_ keys: [String], _ what: String, _ isRight: (JSONValue) -> Bool) throws(KubernetesError) {
            for key in keys {
                if let found = value[key], !found.isNull, !isRight(found) { throw problem(key, "has to be \(what)") }
            }
        }
        try check(texts, "text; put it in quotes") { $0.stringValue != nil }
        try check(flags, "true or false") { $0.boolValue != nil }
        try check(lists, "a list of texts") { list in list.arrayValue?.allSatisfy { $0.stringValue != nil } == true }
    }

    /// The path at `key`, relative to the file.
    func path(_ key: String) -> String? {
        text(key).map { resolve($0) }
    }

    /// `path` as it is meant in this file.
    func resolve(_ path: String) -> String {
        path.hasPrefix("/") ? path : Path.join(Path.split(file).directory, path)
    }

    /// The certificate or key at `key` (a path) and `key-data` (base 64), of which the latter counts.
    func pem(_ key: String) throws(KubernetesError) -> HTTPConfiguration.PEM? {
        guard let data = text("\(key)-data") else { return path(key).map { .file($0) } }
        guard let bytes = Base64.bytes(data) else { throw problem("\(key)-data", "is not base 64") }
        return .text(Secret(String(decoding: bytes, as: UTF8.self)))
    }

    /// An error about the setting `key`.
    func problem(_ key: String, _ what: String) -> KubernetesError {
        KubernetesError("read the kubeconfig", .configuration("\(file): \"\(key)\" of \"\(name)\" \(what)"))
    }
}
