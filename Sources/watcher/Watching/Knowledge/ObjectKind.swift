import JSON

/// The `apiVersion` and `kind` of all objects of a resource.
package struct ObjectKind: Sendable, Hashable {
    /// Such as `apps/v1`, or `v1`.
    package var apiVersion: String
    /// Such as `Deployment`.
    package var kind: String

    package init(apiVersion: String, kind: String) {
        self.apiVersion = apiVersion
        self.kind = kind
    }

    /// The members that an object lacks to say what it is, as JSON without braces.
    func members(missingIn members: [(key: String, value: RawJSON)]) -> [UInt8] {
        var text: [UInt8] = []
        for (key, value) in [("apiVersion", apiVersion), ("kind", kind)] where !members.contains(where: { $0.key == key }) {
            if !text.isEmpty { text.append(UInt8(ascii: ",")) }
            JSONWriting.appendKey(key, into: &text)
            JSONWriting.appendString(value, into: &text)
        }
        return text
    }

    /// An object that says which one it is and nothing else, for a deletion whose last state is not known.
    func reference(to identity: ObjectIdentity) -> RawJSON {
        var metadata = JSONObject()
        metadata["name"] = .string(identity.name)
        if !identity.namespace.isEmpty { metadata["namespace"] = .string(identity.namespace) }
        if !identity.uid.isEmpty { metadata["uid"] = .string(identity.uid) }
        return RawJSON(
            .object(JSONObject([("apiVersion", .string(apiVersion)), ("kind", .string(kind)), ("metadata", .object(metadata))])))
    }
}
