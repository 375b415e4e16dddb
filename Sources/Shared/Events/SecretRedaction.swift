import JSON

/// Leaves the contents of Secrets out of what is recorded.
///
/// Wherever in an event an object of kind `Secret` stands, its `data` and `stringData` are left out, and so is kubectl's copy of
/// the whole object among its annotations. The annotation ``annotation`` says so instead: an applier refuses such an object, as
/// it would otherwise empty the Secret in the cluster. Replayed from the custom resources on, a recording is whole.
package enum SecretRedaction {
    /// On a Secret whose contents were left out: the names of the fields that are missing, comma separated.
    package static let annotation = "fairlead.dev/redacted"

    private static let lastApplied = "kubectl.kubernetes.io/last-applied-configuration"
    private static let secretive = ["data", "stringData"]

    /// The line of an event as a recording keeps it: untouched, unless there is a Secret in it.
    static func line(of event: Event) -> ArraySlice<UInt8> {
        guard mentionsSecret(event.line), let value = try? JSONValue(parsing: event.line) else { return event.line }
        let redacted = redact(value)
        return redacted == value ? event.line : redacted.serialized()[...]
    }

    /// Whether the kind may stand somewhere in these bytes, spelled out or in escapes.
    private static func mentionsSecret(_ line: ArraySlice<UInt8>) -> Bool {
        line.withUnsafeBytes { bytes in
            for start in bytes.indices {
                switch bytes[start] {
                case UInt8(ascii: "S") where bytes[start...].starts(with: "Secret\"".utf8): return true
                case UInt8(ascii: "\\") where bytes[start...].starts(with: "\\u00".utf8): return true
                default: continue
                }
            }
            return false
        }
    }

    private static func redact(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map(redact))
        case .object(let object) where isSecret(object): return .object(emptied(object))
        case .object(let object): return .object(JSONObject(object.map { ($0.key, redact($0.value)) }))
        default: return value
        }
    }

    private static func isSecret(_ object: JSONObject) -> Bool {
        object["kind"]?.stringValue == "Secret" && (object["apiVersion"] == nil || object["apiVersion"]?.stringValue == "v1")
    }

    private static func emptied(_ secret: JSONObject) -> JSONObject {
        var secret = secret
        var missing: [String] = []
        for field in secretive where secret[field] != nil {
            secret[field] = nil
            missing.append(field)
        }
        var metadata = secret["metadata"]?.objectValue ?? [:]
        var annotations = metadata["annotations"]?.objectValue ?? [:]
        annotations[lastApplied] = nil
        guard !missing.isEmpty || annotations.count != metadata["annotations"]?.objectValue?.count ?? 0 else { return secret }
        annotations[annotation] = .string(missing.joined(separator: ","))
        metadata["annotations"] = .object(annotations)
        secret["metadata"] = .object(metadata)
        return secret
    }
}
