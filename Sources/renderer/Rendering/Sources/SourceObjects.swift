import Events
import JSON

/// The objects of the cluster that the watcher has told for templates to read, as of one moment.
///
/// They are kept as the bytes that they came as. Copies share them.
package struct SourceObjects: Sendable {
    /// How many bytes all objects together may have.
    package static let maximumBytes = 64 << 20

    /// Where an object is among those of its kind.
    private struct Place: Hashable, Comparable {
        let namespace: String
        let name: String

        static func < (left: Place, right: Place) -> Bool {
            left.namespace == right.namespace
                ? left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
                : left.namespace.utf8.lexicographicallyPrecedes(right.namespace.utf8)
        }
    }

    private var kinds: [SourceKind: [Place: RawJSON]] = [:]

    /// How many bytes the objects have.
    package private(set) var byteCount = 0

    package init() {}

    /// Takes what happened to an object.
    ///
    /// - Returns: Whether that is anything new: another object, or one less.
    /// - Throws: `EventError` if the object has no name, or if all together would be too large.
    package mutating func apply(_ change: Change) throws(EventError) -> Bool {
        let names: [RawJSON?]
        do throws(JSONError) {
            names = try change.object.find([["metadata", "namespace"], ["metadata", "name"]])
        } catch {
            throw .notJSON(error)
        }
        guard let name = names[1]?.string else { throw .missingField("object.metadata.name") }
        let place = Place(namespace: names[0]?.string ?? "", name: name)
        let kind = SourceKind(apiVersion: change.resource.apiVersion, kind: change.resource.kind)
        let known = kinds[kind]?[place]
        guard change.kind != .deleted else {
            kinds[kind, default: [:]][place] = nil
            byteCount -= known?.bytes.count ?? 0
            return known != nil
        }
        if known == change.object { return false }
        let count = byteCount - (known?.bytes.count ?? 0) + change.object.bytes.count
        guard count <= Self.maximumBytes else {
            throw .wrongField("object", expected: "such that all sources together have at most \(Self.maximumBytes) bytes")
        }
        byteCount = count
        // The bytes may be part of a line, which would stay as a whole.
        kinds[kind, default: [:]][place] = RawJSON(unchecked: Array(change.object.bytes)[...])
        return true
    }

    /// Takes an object from a file.
    ///
    /// - Throws: `EventError` as `apply` does.
    package mutating func add(_ object: JSONValue) throws(EventError) {
        guard let apiVersion = object["apiVersion"]?.stringValue else { throw .missingField("apiVersion") }
        guard let kind = object["kind"]?.stringValue else { throw .missingField("kind") }
        let parts = apiVersion.split(separator: "/")
        let resource = ResourceReference(
            group: parts.count > 1 ? String(parts[0]) : "", version: String(parts.last ?? ""), plural: "", kind: kind,
            namespaced: object["metadata"]?["namespace"] != nil)
        _ = try apply(Change(kind: .added, resource: resource, object: RawJSON(object)))
    }

    /// What Helm's `lookup` answers: an object or, without a name, the list of all in the namespace, or in all namespaces.
    ///
    /// - Returns: Nil for an object that there is not, and for kinds that nobody has told.
    func lookup(_ wanted: SourceKind, namespace: String, name: String) -> JSONObject? {
        guard let objects = kinds[wanted] else { return nil }
        guard name.isEmpty else { return Self.object(objects[Place(namespace: namespace, name: name)]) }
        let places = objects.keys.filter { namespace.isEmpty || $0.namespace == namespace }.sorted()
        let items = places.compactMap { place in Self.object(objects[place]).map { JSONValue.object($0) } }
        return [
            "apiVersion": .string(wanted.apiVersion), "kind": .string("\(wanted.kind)List"),
            "metadata": ["resourceVersion": ""], "items": .array(items),
        ]
    }

    private static func object(_ raw: RawJSON?) -> JSONObject? { (try? raw?.value())?.objectValue }
}
