/// Where a value and what it consists of stand in the text.
struct YAMLLocations: Sendable {
    /// Where the value begins.
    ///
    /// What an alias stands for is where the anchor is.
    var mark: YAMLMark
    /// The members of a mapping; of those with the same key the last one counts, as a merge may come before or after.
    var members: [(key: String, mark: YAMLMark, value: YAMLLocations)] = []
    /// The elements of a sequence.
    var elements: [YAMLLocations] = []

    /// The locations of a key and its value.
    func member(_ key: String) -> (key: String, mark: YAMLMark, value: YAMLLocations)? {
        members.last { $0.key.utf8.elementsEqual(key.utf8) }
    }

    /// What a key or a position leads to.
    func child(_ token: String) -> (key: YAMLMark?, value: YAMLLocations)? {
        if let member = member(token) { return (member.mark, member.value) }
        guard let position = Int(token), elements.indices.contains(position) else { return nil }
        return (nil, elements[position])
    }
}
