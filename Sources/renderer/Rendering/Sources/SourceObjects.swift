import Events
import JSON

/// The objects of the cluster that the watcher has told for templates to read, as of one moment.
///
/// They are kept as the bytes that they came as, each with the names of the sources that told it: it is there until all of them have
/// lost it. Copies share them.
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

    private struct Entry {
        var object: RawJSON
        var sources: Set<String>
    }

    /// What a source tells between the brackets of everything that there is.
    private struct Round {
        /// How many objects were told, and where they are.
        var told: [SourceKind: Set<Place>] = [:]
        var count = 0

        mutating func note(_ place: Place, of kind: SourceKind) {
            if told[kind, default: []].insert(place).inserted { count += 1 }
        }
    }

    private var kinds: [SourceKind: [Place: Entry]] = [:]
    private var rounds: [String: Round] = [:]

    /// How many bytes the objects have.
    package private(set) var byteCount = 0

    package init() {}

    /// Takes what happened to an object of a source.
    ///
    /// - Returns: What is different now for who looks it up; nil if nothing is.
    /// - Throws: `EventError` if the object has no name, or if all together would be too large.
    package mutating func apply(_ change: Change, of source: String) throws(EventError) -> SourceKind? {
        let names: [RawJSON?]
        do throws(JSONError) {
            names = try change.object.find([["metadata", "namespace"], ["metadata", "name"]])
        } catch {
            throw .notJSON(error)
        }
        guard let name = names[1]?.string else { throw .missingField("object.metadata.name") }
        let place = Place(namespace: names[0]?.string ?? "", name: name)
        let kind = SourceKind(apiVersion: change.resource.apiVersion, kind: change.resource.kind)
        let isNew =
            change.kind == .deleted
            ? remove(place, of: kind, from: source) : try put(change.object, at: place, of: kind, from: source)
        // What is told gone counts as told: it may have been there when the bracket was opened.
        rounds[source]?.note(place, of: kind)
        return isNew ? kind : nil
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
        _ = try apply(Change(kind: .added, resource: resource, object: RawJSON(object)), of: "")
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

    private static func object(_ entry: Entry?) -> JSONObject? { (try? entry?.object.value())?.objectValue }

    /// Answers whether that is another object than before.
    private mutating func put(
        _ object: RawJSON, at place: Place, of kind: SourceKind, from source: String
    ) throws(EventError) -> Bool {
        let known = kinds[kind]?[place]
        if known?.object == object {
            kinds[kind]?[place]?.sources.insert(source)
            return false
        }
        let count = byteCount - (known?.object.bytes.count ?? 0) + object.bytes.count
        guard count <= Self.maximumBytes else {
            throw .wrongField("object", expected: "such that all sources together have at most \(Self.maximumBytes) bytes")
        }
        byteCount = count
        // The bytes may be part of a line, which would stay as a whole.
        let kept = RawJSON(unchecked: Array(object.bytes)[...])
        kinds[kind, default: [:]][place] = Entry(object: kept, sources: (known?.sources ?? []).union([source]))
        return true
    }

    /// Answers whether the object is gone: whether no other source has it.
    private mutating func remove(_ place: Place, of kind: SourceKind, from source: String) -> Bool {
        // A kind stays known, so that its list is empty and not absent.
        kinds[kind, default: [:]][place]?.sources.remove(source)
        guard let entry = kinds[kind]?[place], entry.sources.isEmpty else { return false }
        kinds[kind]?[place] = nil
        byteCount -= entry.object.bytes.count
        return true
    }
}

/// The brackets around the telling of a source.
extension SourceObjects {
    /// Takes a bracket: what a source did not tell between those of everything is gone.
    ///
    /// As with custom resources nothing follows from fewer objects than the closing bracket counts.
    ///
    /// - Returns: What is different now for who looks it up.
    package mutating func take(_ sync: Sync, of source: String) -> Set<SourceKind> {
        guard sync.phase == .completed else {
            rounds[source] = sync.scope == .all ? Round() : nil
            return []
        }
        guard let round = rounds.removeValue(forKey: source), sync.scope == .all, round.count >= sync.count else { return [] }
        var changed: Set<SourceKind> = []
        for (kind, objects) in kinds {
            let told = round.told[kind] ?? []
            for (place, entry) in objects where entry.sources.contains(source) && !told.contains(place) {
                if remove(place, of: kind, from: source) { changed.insert(kind) }
            }
        }
        return changed
    }

    /// There was a gap: nothing follows from what is being told.
    package mutating func forgetRounds() { rounds = [:] }
}
