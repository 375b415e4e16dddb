import JSON
import YAML

/// A member as its file shows it.
struct FiledMember: Sendable, Hashable {
    let key: ObjectKey
    let apiVersion: String
    /// The id of its ApplySet.
    let applySet: String
    /// Its owner's key.
    let owner: String
    /// Whether the file stays where it would be removed.
    let isKept: Bool

    init(key: ObjectKey, apiVersion: String, applySet: String, owner: String, isKept: Bool = false) {
        self.isKept = isKept
        self.key = key
        self.apiVersion = apiVersion
        self.applySet = applySet
        self.owner = owner
    }

    /// Reads a file; nil where it is not an object that this pipeline wrote.
    init?(_ content: [UInt8], pipeline: String) {
        // A file that is not YAML is somebody else's.
        guard let document = try? YAML.document(content) else { return nil }
        let object = document.value
        let metadata = object["metadata"]
        guard let apiVersion = object["apiVersion"]?.stringValue, let kind = object["kind"]?.stringValue,
            let name = metadata?["name"]?.stringValue, let applySet = metadata?["labels"]?[MarkNames.partOf]?.stringValue,
            let owner = metadata?["annotations"]?[MarkNames.owner]?.stringValue,
            metadata?["labels"]?[MarkNames.pipeline]?.stringValue == pipeline
        else { return nil }
        let group = apiVersion.contains("/") ? String(apiVersion.prefix { $0 != "/" }) : ""
        self.init(
            key: ObjectKey(
                groupKind: GroupKind(group: group, kind: kind), namespace: metadata?["namespace"]?.stringValue, name: name),
            apiVersion: apiVersion, applySet: applySet, owner: owner,
            isKept: ResourcePolicy.keeps(metadata?["annotations"]?[MarkNames.resourcePolicy]?.stringValue))
    }
}
