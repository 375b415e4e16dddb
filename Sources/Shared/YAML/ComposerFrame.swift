import JSON

/// A sequence or a mapping whose end has not come yet.
struct ComposerFrame {
    let isMapping: Bool
    /// Whether it is the sequence of mappings after `<<`.
    let isMergeList: Bool
    let mark: YAMLMark
    /// Where its value goes for aliases.
    let anchor: Int?
    var nodes = 1
    var bytes = 0
    /// How many sequences and mappings lie within each other in what is complete of it.
    var depth = 0
    var elements: [ComposedNode] = []
    var object = JSONObject()
    /// Those keys of the object whose values come from a merge.
    var merged = JSONObject()
    /// The key whose value comes next.
    var key: (key: ComposedNode.Key, mark: YAMLMark)?
    var locations: YAMLLocations?
    /// The keys that lead to it, where a selection asks for them.
    var path: [String] = []

    /// Adds a member, or says that its key is there already.
    mutating func add(_ key: String, at mark: YAMLMark, _ value: ComposedNode) throws(YAMLFault) {
        if object.contains(key: key) {
            guard merged.removeValue(forKey: key) != nil else { throw YAMLFault(.duplicateKey(key), mark) }
        }
        object[key] = value.value
        if let inner = value.locations { locations?.members.append((key, mark, inner)) }
    }

    /// Adds the members of a mapping after `<<`, which replace those before it and give way to those after it, as in go-yaml v2.
    mutating func merge(_ node: ComposedNode) throws(YAMLFault) {
        guard case .object(let members) = node.value else { throw YAMLFault(.invalidMerge, node.mark) }
        for (key, value) in members {
            if !object.contains(key: key) { merged[key] = .null }
            object[key] = value
        }
        if let inner = node.locations { locations?.members.append(contentsOf: inner.members) }
    }
}
