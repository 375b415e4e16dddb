import JSON

/// The fields that one field manager applied: a node of the `fieldsV1` tree of `metadata.managedFields`.
///
/// See structured-merge-diff: `f:NAME` is a member of an object, `k:{...}` an element of a list by its keys, `v:VALUE` an element of
/// a set, `i:N` one by its index, and `.` the node itself.
struct OwnedFields {
    private let trees: [JSONObject]

    /// What `manager` applied to the object; nil where `managedFields` tells nothing of it.
    ///
    /// Only `Apply` entries count: of what else was written under that name, server-side apply knows nothing.
    init?(of manager: String, in object: JSONValue) {
        guard case .array(let entries)? = object["metadata"]?["managedFields"] else { return nil }
        let trees = entries.compactMap { entry -> JSONObject? in
            guard entry["manager"]?.stringValue == manager, entry["operation"]?.stringValue == "Apply",
                entry["subresource"]?.stringValue ?? "" == "", case .object(let fields)? = entry["fieldsV1"]
            else { return nil }
            return fields
        }
        guard !trees.isEmpty else { return nil }
        self.trees = trees
    }

    private init(_ trees: [JSONObject]) { self.trees = trees }

    /// The node of an object's member; nil where the manager does not own it, nor anything below it.
    func member(_ key: String) -> OwnedFields? { child("f:" + key) }

    /// Whether the node has no children: the value as a whole is owned, as a scalar or an atomic list or map.
    var isLeaf: Bool {
        trees.contains { tree in tree.allSatisfy { $0.key == "." } }
    }

    /// The node of a list's element, found by the keys that it was merged by; keys that the element leaves out have a default.
    func element(_ element: JSONValue) -> OwnedFields? {
        for tree in trees {
            for (name, node) in tree where name.hasPrefix("k:") {
                guard case .object(let keys)? = try? JSONValue(parsing: Array(name.utf8.dropFirst(2))),
                    case .object(let fields) = node,
                    keys.allSatisfy({ key, value in element[key].map { $0 == value } ?? true })
                else { continue }
                return OwnedFields([fields])
            }
        }
        return nil
    }

    /// Whether an element of a set is owned.
    func ownsSetElement(_ value: JSONValue) -> Bool {
        trees.contains { tree in
            tree.contains { name, _ in
                name.hasPrefix("v:") && (try? JSONValue(parsing: Array(name.utf8.dropFirst(2)))) == value
            }
        }
    }

    private func child(_ name: String) -> OwnedFields? {
        let found = trees.compactMap { tree -> JSONObject? in
            guard case .object(let fields)? = tree[name] else { return nil }
            return fields
        }
        return found.isEmpty ? nil : OwnedFields(found)
    }
}
