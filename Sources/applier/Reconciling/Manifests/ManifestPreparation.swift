import Crypto
import Encoding
import JSON

/// Makes manifests of one owner ready to be applied.
///
/// The manifest's bytes are copied, not rebuilt: only `metadata` is put together anew, from its members' bytes and the marks.
package struct ManifestPreparation: Sendable {
    private let owner: OwnerIdentity
    private let pipeline: String
    private let fallbackNamespace: String
    private let refersToOwner: Bool

    /// - Parameters:
    ///   - owner: Whose objects they are.
    ///   - pipeline: The pipeline's name, for the label `fairlead.dev/pipeline`.
    ///   - fallbackNamespace: The namespace of an object that names none and whose owner has none.
    ///   - refersToOwner: Whether owner references are wanted, where they are legal.
    package init(owner: OwnerIdentity, pipeline: String, fallbackNamespace: String = "default", refersToOwner: Bool = true) {
        self.owner = owner
        self.pipeline = pipeline
        self.fallbackNamespace = fallbackNamespace
        self.refersToOwner = refersToOwner
    }

    /// Prepares a manifest.
    ///
    /// - Parameters:
    ///   - manifest: The manifest.
    ///   - namespaced: Whether objects of its kind are in a namespace.
    /// - Throws: `ReconcilingError` where labels, annotations or owner references are not what they have to be.
    package func prepare(_ manifest: Manifest, namespaced: Bool) throws(ReconcilingError) -> PreparedObject {
        let namespace = namespaced ? manifest.namespace ?? owner.namespace ?? fallbackNamespace : nil
        // What refers to its owner goes with it.
        let references = refersToOwner && !manifest.isKept && !owner.uid.isEmpty && owner.mayOwn(objectIn: namespace)
        var body: [UInt8] = []
        body.reserveCapacity(manifest.source.bytes.count + 640)
        var digestOffset = 0
        body.append(UInt8(ascii: "{"))
        for (key, value) in try normalized(manifest) {
            if body.count > 1 { body.append(UInt8(ascii: ",")) }
            JSONWriting.appendString(key, into: &body)
            body.append(UInt8(ascii: ":"))
            if key == "metadata" {
                digestOffset = try appendMetadata(manifest, namespace: namespace, references: references, into: &body)
            } else {
                body.append(contentsOf: value.bytes)
            }
        }
        body.append(UInt8(ascii: "}"))
        // The digest is of the body with zeros in the digest's place: everything that is applied counts.
        let digits = Array(Hexadecimal.text(SHA256.hash(data: body)).utf8)
        body.replaceSubrange(digestOffset..<digestOffset + digits.count, with: digits)
        return PreparedObject(
            label: manifest.label, apiVersion: manifest.apiVersion,
            key: ObjectKey(groupKind: manifest.groupKind, namespace: namespace, name: manifest.name), body: body,
            digest: Self.digestPrefix + String(decoding: digits, as: UTF8.self), refersToOwner: references)
    }

    private static let digestPrefix = "sha256:"

    /// Appends `metadata` and returns where the digits of the digest are.
    private func appendMetadata(
        _ manifest: Manifest, namespace: String?, references: Bool, into body: inout [UInt8]
    ) throws(ReconcilingError) -> Int {
        var labels: [(key: String, value: RawJSON)] = []
        var annotations: [(key: String, value: RawJSON)] = []
        var owners: [RawJSON] = []
        body.append(UInt8(ascii: "{"))
        for (key, value) in manifest.metadata {
            let what = "\"metadata.\(key)\" of the manifest \"\(manifest.label)\""
            switch key {
            case "namespace": break
            case "labels": if !value.isNull { labels = try Manifest.fields(of: value, what) }
            case "annotations": if !value.isNull { annotations = try Manifest.fields(of: value, what) }
            case "ownerReferences" where references:
                if !value.isNull {
                    do {
                        owners = try value.elements()
                    } catch {
                        throw ReconcilingError(.invalidManifest("\(what) is not a list: \(error)"))
                    }
                }
            default:
                appendMember(key, value.bytes, into: &body)
                body.append(UInt8(ascii: ","))
            }
        }
        if let namespace {
            appendMember("namespace", namespace, into: &body)
            body.append(UInt8(ascii: ","))
        }
        appendLabels(labels, into: &body)
        if references { appendOwnerReferences(owners, into: &body) }
        return appendAnnotations(annotations, into: &body)
    }

    private func appendLabels(_ labels: [(key: String, value: RawJSON)], into body: inout [UInt8]) {
        body.append(contentsOf: "\"labels\":{".utf8)
        var managed = false
        for (key, value) in labels where key != MarkNames.pipeline {
            managed = managed || key == MarkNames.managedBy
            appendMember(key, value.bytes, into: &body)
            body.append(UInt8(ascii: ","))
        }
        if !managed {
            appendMember(MarkNames.managedBy, MarkNames.managedByValue, into: &body)
            body.append(UInt8(ascii: ","))
        }
        appendMember(MarkNames.partOf, owner.applySet.id, into: &body)
        body.append(UInt8(ascii: ","))
        appendMember(MarkNames.pipeline, pipeline, into: &body)
        body.append(contentsOf: "},".utf8)
    }

    private func appendOwnerReferences(_ others: [RawJSON], into body: inout [UInt8]) {
        body.append(contentsOf: "\"ownerReferences\":[".utf8)
        for other in others {
            body.append(contentsOf: other.bytes)
            body.append(UInt8(ascii: ","))
        }
        body.append(UInt8(ascii: "{"))
        appendMember("apiVersion", owner.apiVersion, into: &body)
        body.append(UInt8(ascii: ","))
        appendMember("kind", owner.kind, into: &body)
        body.append(UInt8(ascii: ","))
        appendMember("name", owner.name, into: &body)
        body.append(UInt8(ascii: ","))
        appendMember("uid", owner.uid, into: &body)
        body.append(contentsOf: "}],".utf8)
    }

    private func appendAnnotations(_ annotations: [(key: String, value: RawJSON)], into body: inout [UInt8]) -> Int {
        body.append(contentsOf: "\"annotations\":{".utf8)
        for (key, value) in annotations where key != MarkNames.owner && key != MarkNames.digest {
            appendMember(key, value.bytes, into: &body)
            body.append(UInt8(ascii: ","))
        }
        appendMember(MarkNames.owner, owner.key, into: &body)
        body.append(UInt8(ascii: ","))
        appendMember(MarkNames.digest, Self.digestPrefix, into: &body)
        body.removeLast()
        let offset = body.count
        body.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 64))
        body.append(contentsOf: "\"}}".utf8)
        return offset
    }

    private func appendMember(_ key: String, _ value: ArraySlice<UInt8>, into body: inout [UInt8]) {
        JSONWriting.appendString(key, into: &body)
        body.append(UInt8(ascii: ":"))
        body.append(contentsOf: value)
    }

    private func appendMember(_ key: String, _ value: String, into body: inout [UInt8]) {
        JSONWriting.appendString(key, into: &body)
        body.append(UInt8(ascii: ":"))
        JSONWriting.appendString(value, into: &body)
    }

    /// The members of a manifest, changed where the API server would change them in a way that server-side apply can not follow.
    private func normalized(_ manifest: Manifest) throws(ReconcilingError) -> [(key: String, value: RawJSON)] {
        switch (manifest.apiVersion, manifest.kind) {
        case ("v1", "Secret"): try manifest.foldingStringData()
        case ("v1", "Service"): manifest.namingProtocols()
        default: manifest.members
        }
    }
}
