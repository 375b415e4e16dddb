import JSON

/// A node of a document that is complete, with what it weighs if an alias repeats it.
struct ComposedNode {
    var value: JSONValue
    var mark: YAMLMark
    /// How many nodes it consists of, itself and its keys included.
    var nodes = 1
    /// How many sequences and mappings lie within each other in it.
    var depth = 0
    /// How many bytes its scalars have.
    var bytes = 0
    var locations: YAMLLocations?
    /// The string that it is as a key, or why it cannot be one.
    var key: Key = .invalid("a sequence or a mapping")

    /// The text of a value that JSON has no counterpart for, which may only be a key.
    var unrepresentable: String?

    /// What a node is when it stands for a key.
    enum Key {
        case string(String)
        case merge
        case invalid(String)
    }
}
