import Events
import JSON

extension Manifest {
    /// The object with what an API server would have put into it: its namespace, uid, generation and resourceVersion, where it has none.
    ///
    /// All of them follow from the file: the uid from the object's key, the resourceVersion from its content. So every run over the same
    /// files tells the same objects.
    ///
    /// - Parameters:
    ///   - resource: The resource that the object is one of.
    ///   - generation: Which state of its content it is, from 1.
    func completed(as resource: ResourceReference, generation: Int64) -> RawJSON {
        var object = value
        var metadata = value["metadata"]?.objectValue ?? JSONObject()
        let namespace = key(as: resource).namespace
        if namespace.isEmpty { _ = metadata.removeValue(forKey: "namespace") } else { metadata["namespace"] = .string(namespace) }
        if metadata["uid"]?.stringValue == nil { metadata["uid"] = .string(uid(as: resource)) }
        if metadata["generation"]?.integerValue == nil { metadata["generation"] = .integer(generation) }
        if metadata["resourceVersion"]?.stringValue == nil {
            let digest = String(StableDigest.of(JSONValue.object(value).serialized()), radix: 16)
            // The letter before the digits says that versions of files have no order.
            metadata["resourceVersion"] = .string("d" + String(repeating: "0", count: 16 - digest.utf8.count) + digest)
        }
        object["metadata"] = .object(metadata)
        return RawJSON(.object(object))
    }

    /// Which object it is.
    func key(as resource: ResourceReference) -> (namespace: String, name: String) {
        (resource.namespaced ? namespace ?? "default" : "", name)
    }

    /// A digest of what a generation counts: all but the metadata and the status.
    var generationDigest: UInt64 {
        var content = value
        _ = content.removeValue(forKey: "metadata")
        _ = content.removeValue(forKey: "status")
        return StableDigest.of(JSONValue.object(content).serialized())
    }

    /// A UUID of version 8 (RFC 9562: of the maker's own making), always the same for the same key.
    private func uid(as resource: ResourceReference) -> String {
        let (namespace, name) = key(as: resource)
        let text = resource.key(namespace: namespace, name: name)
        let high = StableDigest.of(text.utf8, basis: 1) & ~0xf000 | 0x8000
        let low = StableDigest.of(text.utf8, basis: 2) & ~(0b11 << 62) | 0b10 << 62
        return PackedUID(high: high, low: low, isUUID: true).text
    }
}
