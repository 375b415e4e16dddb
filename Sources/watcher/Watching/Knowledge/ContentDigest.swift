import JSON

/// A 64-bit digest of the content of an object that matters to what is made from it.
///
/// All of the object matters except `metadata.resourceVersion`, `metadata.managedFields`, `metadata.generation`, the marks of
/// ``OwnMarks``, `apiVersion` and `kind` (which an API server leaves out of the items of some lists), and, unless it is asked for, `status`.
/// Nothing is parsed to values: members are told apart and their bytes are hashed as they stand. The digest is good within one process.
struct ContentDigest {
    private var hasher = Hasher()

    /// The digest of an object.
    ///
    /// - Parameters:
    ///   - members: The object's members.
    ///   - metadata: The members of its metadata.
    ///   - includesStatus: Whether `status` matters.
    static func of(
        members: [(key: String, value: RawJSON)], metadata: [(key: String, value: RawJSON)], includesStatus: Bool
    ) -> UInt64 {
        var digest = ContentDigest()
        for (key, value) in members {
            switch key {
            case "metadata", "apiVersion", "kind": continue
            case "status" where !includesStatus: continue
            default: digest.combine("", key, value)
            }
        }
        for (key, value) in metadata { digest.combineMetadata(key, value) }
        return UInt64(bitPattern: Int64(digest.hasher.finalize()))
    }

    private mutating func combineMetadata(_ key: String, _ value: RawJSON) {
        switch key {
        case "resourceVersion", "managedFields", "generation": return
        case "labels": combineEntries(key, value, except: OwnMarks.labels)
        case "annotations": combineEntries(key, value, except: OwnMarks.annotations)
        case "finalizers": combineFinalizers(value)
        default: combine("metadata", key, value)
        }
    }

    private mutating func combineEntries(_ key: String, _ value: RawJSON, except marks: Set<String>) {
        do throws(JSONError) {
            for (name, entry) in try value.members() where !marks.contains(name) { combine(key, name, entry) }
        } catch {
            // Not an object, null for one: as it stands.
            if !value.isNull { combine("metadata", key, value) }
        }
    }

    private mutating func combineFinalizers(_ value: RawJSON) {
        do throws(JSONError) {
            for finalizer in try value.elements() where finalizer.string != OwnMarks.finalizer {
                combine("finalizers", "", finalizer)
            }
        } catch {
            if !value.isNull { combine("metadata", "finalizers", value) }
        }
    }

    private mutating func combine(_ place: String, _ key: String, _ value: RawJSON) {
        hasher.combine(place)
        hasher.combine(key)
        value.bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        hasher.combine(value.bytes.count)
    }
}
