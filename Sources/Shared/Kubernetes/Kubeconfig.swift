import Glibc
import JSON
import Unix
import YAML

/// The contents of one or more kubeconfig files.
///
/// As kubectl merges them: of several entries with one name the first counts, whole; the first file that names a current context
/// decides it; paths are relative to the file that they stand in.
struct Kubeconfig: Sendable {
    private(set) var currentContext: String?
    private(set) var clusters: [String: KubeconfigEntry] = [:]
    private(set) var users: [String: KubeconfigEntry] = [:]
    private(set) var contexts: [String: KubeconfigEntry] = [:]
    /// The files that were read.
    private(set) var files: [String] = []

    /// Whether nothing was found at all.
    var isEmpty: Bool { clusters.isEmpty && users.isEmpty && contexts.isEmpty && currentContext == nil }

    /// Reads `paths` in order; one that does not exist is left out, unless it `mustExist`.
    init(reading paths: [String], mustExist: Bool) throws(KubernetesError) {
        for path in paths {
            let bytes: [UInt8]
            do throws(UnixError) {
                bytes = try File.read(path, maximumBytes: 16 << 20)
            } catch {
                if error.code == ENOENT, !mustExist { continue }
                throw KubernetesError("read the kubeconfig", .configuration("\(error)"))
            }
            try merge(bytes, file: path)
        }
    }

    /// Adds the contents of one file behind what is there.
    mutating func merge(_ bytes: [UInt8], file: String) throws(KubernetesError) {
        files.append(file)
        let documents: [YAMLDocument]
        do throws(YAMLError) {
            documents = try YAML.documents(bytes, file: file)
        } catch {
            throw KubernetesError("read the kubeconfig", .configuration("\(error)"))
        }
        guard let value = documents.first?.value, !value.isNull else { return }
        guard value.objectValue != nil else {
            throw KubernetesError("read the kubeconfig", .configuration("\(file): it is not a mapping"))
        }
        if currentContext == nil, let name = value["current-context"]?.stringValue, !name.isEmpty { currentContext = name }
        try Self.add(value["clusters"], "cluster", file, to: &clusters)
        try Self.add(value["users"], "user", file, to: &users)
        try Self.add(value["contexts"], "context", file, to: &contexts)
    }

    private static func add(
        _ list: JSONValue?, _ key: String, _ file: String, to entries: inout [String: KubeconfigEntry]
    ) throws(KubernetesError) {
        guard let list, !list.isNull else { return }
        guard let items = list.arrayValue else {
            throw KubernetesError("read the kubeconfig", .configuration("\(file): \"\(key)s\" is not a list"))
        }
        var fresh: [String: KubeconfigEntry] = [:]
        for (index, item) in items.enumerated() {
            guard let name = item["name"]?.stringValue else {
                throw KubernetesError("read the kubeconfig", .configuration("\(file): \(key)s[\(index)] has no name"))
            }
            // Within one file the last entry of a name counts, as it does for kubectl.
            fresh[name] = KubeconfigEntry(name: name, value: item[key] ?? .object(JSONObject()), file: file)
        }
        entries.merge(fresh) { first, _ in first }
    }
}
