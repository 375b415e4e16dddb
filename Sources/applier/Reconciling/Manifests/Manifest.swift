import Events
import JSON

/// A manifest of a bundle: its bytes untouched, and the few fields that the applier goes by.
package struct Manifest: Sendable {
    /// What the bundle calls it.
    package let label: String
    /// The manifest as it came.
    package let source: RawJSON
    package let apiVersion: String
    package let kind: String
    package let name: String
    /// The namespace that the manifest itself names.
    package let namespace: String?
    /// Whether the object stays where a bundle no longer has it, or its owner goes.
    package let isKept: Bool
    /// The members of the object, in order, each once.
    let members: [(key: String, value: RawJSON)]
    /// The members of `metadata`, in order, each once.
    let metadata: [(key: String, value: RawJSON)]

    /// The part of `apiVersion` before the slash; empty for the core group.
    package var group: String {
        guard let slash = apiVersion.firstIndex(of: "/") else { return "" }
        return String(apiVersion[..<slash])
    }

    /// The part of `apiVersion` after the slash.
    package var version: String {
        guard let slash = apiVersion.firstIndex(of: "/") else { return apiVersion }
        return String(apiVersion[apiVersion.index(after: slash)...])
    }

    package var groupKind: GroupKind { GroupKind(group: group, kind: kind) }

    /// Reads the head of a manifest.
    ///
    /// - Throws: `ReconcilingError` with `invalidManifest` where it lacks what every object has, and with `notOurs` where it
    ///   already bears the label of an ApplySet: only the applier that keeps an inventory writes that label.
    package init(label: String, source: RawJSON) throws(ReconcilingError) {
        self.label = label
        self.source = source
        members = try Manifest.fields(of: source, "the manifest \"\(label)\"")
        func text(_ key: String, in fields: [(key: String, value: RawJSON)]) -> String? {
            guard let text = fields.first(where: { $0.key == key })?.value.string, !text.isEmpty else { return nil }
            return text
        }
        guard let apiVersion = text("apiVersion", in: members) else { throw Manifest.lacks("apiVersion", label) }
        guard let kind = text("kind", in: members) else { throw Manifest.lacks("kind", label) }
        guard let raw = members.first(where: { $0.key == "metadata" })?.value, !raw.isNull else {
            throw Manifest.lacks("metadata.name", label)
        }
        metadata = try Manifest.fields(of: raw, "\"metadata\" of the manifest \"\(label)\"")
        guard let name = text("name", in: metadata) else { throw Manifest.lacks("metadata.name", label) }
        self.apiVersion = apiVersion
        self.kind = kind
        self.name = name
        namespace = text("namespace", in: metadata)
        isKept = ResourcePolicy.keeps(try Manifest.annotation(MarkNames.resourcePolicy, of: metadata, label))
        if try Manifest.bears(SecretRedaction.annotation, in: "annotations", of: metadata, label) {
            throw ReconcilingError(
                .invalidManifest(
                    "the manifest \"\(label)\" comes from a recording, which leaves the contents of Secrets out; replay the changes through the renderer instead"
                ))
        }
        if try Manifest.bears(MarkNames.partOf, in: "labels", of: metadata, label) {
            throw ReconcilingError(
                .notOurs(
                    "the manifest \"\(label)\" bears the label \"\(MarkNames.partOf)\", which says that it belongs to an ApplySet; only the applier sets that label"
                ))
        }
    }

    /// Whether the labels or the annotations, as `field` says, have a name.
    private static func bears(
        _ name: String, in field: String, of metadata: [(key: String, value: RawJSON)], _ label: String
    ) throws(ReconcilingError) -> Bool {
        guard let value = metadata.first(where: { $0.key == field })?.value, !value.isNull else { return false }
        return try fields(of: value, "\"metadata.\(field)\" of the manifest \"\(label)\"").contains { $0.key == name }
    }

    private static func annotation(
        _ name: String, of metadata: [(key: String, value: RawJSON)], _ label: String
    ) throws(ReconcilingError) -> String? {
        guard let value = metadata.first(where: { $0.key == "annotations" })?.value, !value.isNull else { return nil }
        return try fields(of: value, "\"metadata.annotations\" of the manifest \"\(label)\"").first { $0.key == name }?.value
            .string
    }

    /// The members of a JSON object, each once: of several with one key the last counts.
    static func fields(of raw: RawJSON, _ what: @autoclosure () -> String) throws(ReconcilingError) -> [(
        key: String, value: RawJSON
    )] {
        let members: [(key: String, value: RawJSON)]
        do {
            members = try raw.members()
        } catch {
            throw ReconcilingError(.invalidManifest("\(what()) is not an object: \(error)"))
        }
        guard Set(members.lazy.map(\.key)).count < members.count else { return members }
        var seen: Set<String> = []
        return members.reversed().filter { seen.insert($0.key).inserted }.reversed()
    }

    private static func lacks(_ field: String, _ label: String) -> ReconcilingError {
        ReconcilingError(.invalidManifest("the manifest \"\(label)\" has no \"\(field)\", or it is not a string"))
    }
}
