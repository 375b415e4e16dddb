import JSON

/// An object as the source gave it: its bytes, and the few things the watcher reads of it.
package struct ObservedObject: Sendable, Hashable {
    /// Which object and which state of it.
    package let identity: ObjectIdentity
    /// The object, one line of JSON with `apiVersion` and `kind`: the bytes as they came, if they are that.
    package let object: RawJSON
    /// The digest of the content that matters.
    let digest: UInt64
    /// Whether the filter lets the object through.
    let isSelected: Bool

    /// Reads an object.
    ///
    /// - Parameters:
    ///   - raw: The object's bytes, valid JSON.
    ///   - rules: Which content matters, and which objects.
    ///   - kind: What to add where the object does not say what it is, as the items of a list of a built-in kind do not.
    /// - Throws: ``WatchingError/unreadableObject(_:)`` if it is not an object with a name.
    package init(_ raw: RawJSON, rules: ObservationRules, kind: ObjectKind) throws(WatchingError) {
        let members = try Self.read("the object") { () throws(JSONError) in try raw.members() }
        guard let metadata = members.last(where: { $0.key == "metadata" })?.value else {
            throw .unreadableObject("it has no metadata")
        }
        let fields = try Self.read("metadata") { () throws(JSONError) in try metadata.members() }
        var identity = ObjectIdentity(namespace: "", name: "", uid: "")
        var isSelected = rules.annotation == nil
        for (key, value) in fields {
            switch key {
            case "namespace": identity.namespace = value.string ?? ""
            case "name": identity.name = value.string ?? ""
            case "uid": identity.uid = value.string ?? ""
            case "resourceVersion": identity.resourceVersion = value.string ?? ""
            case "annotations" where rules.annotation != nil && value.isObject:
                let annotations = try Self.read("metadata.annotations") { () throws(JSONError) in try value.members() }
                isSelected = annotations.contains { $0.key == rules.annotation }
            default: continue
            }
        }
        guard !identity.name.isEmpty else { throw .unreadableObject("it has no metadata.name") }
        self.identity = identity
        self.isSelected = isSelected
        digest = ContentDigest.of(members: members, metadata: fields, includesStatus: rules.includesStatus)
        let missing = kind.members(missingIn: members)
        object = try Self.line(missing.isEmpty ? raw : Self.prepend(missing, to: raw))
    }

    private static func read<Value>(_ what: String, _ body: () throws(JSONError) -> Value) throws(WatchingError) -> Value {
        do throws(JSONError) { return try body() } catch { throw .unreadableObject("\(what) cannot be read: \(error)") }
    }

    private static func prepend(_ members: [UInt8], to raw: RawJSON) -> RawJSON {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(raw.bytes.count + members.count + 2)
        bytes.append(UInt8(ascii: "{"))
        bytes += members
        // There is a member behind it: an object without metadata does not come this far.
        bytes.append(UInt8(ascii: ","))
        bytes += raw.bytes.dropFirst()
        return RawJSON(unchecked: bytes[...])
    }

    /// The value on one line: untouched if it is, else written anew.
    private static func line(_ raw: RawJSON) throws(WatchingError) -> RawJSON {
        guard raw.bytes.contains(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) else { return raw }
        return try read("the object") { () throws(JSONError) in RawJSON(try raw.value()) }
    }
}
