/// Makes something of what ``PlainReader`` reads, in the order of the text.
///
/// None of it throws: calls of what does are not resolved when the reader is compiled for a builder.
protocol PlainBuilder: ~Copyable {
    /// A value that is complete.
    associatedtype Node
    /// A key whose value comes next.
    associatedtype Key
    /// A mapping whose end has not come yet.
    associatedtype Mapping
    /// A sequence whose end has not come yet.
    associatedtype Entries

    /// Begins a mapping.
    mutating func beginMapping() -> Mapping
    /// Takes a key of the mapping that began last and has not ended; nil for one that is there already, if its value is not refused.
    mutating func key(_ string: PlainString, of mapping: inout Mapping) -> Key?
    /// Takes the value of a key; false if the key is there already.
    mutating func add(_ value: Node, for key: Key, to mapping: inout Mapping) -> Bool
    /// Ends a mapping.
    mutating func end(_ mapping: consuming Mapping) -> Node

    /// Begins a sequence.
    mutating func beginSequence() -> Entries
    /// Takes an element.
    mutating func add(_ element: Node, to sequence: inout Entries)
    /// Ends a sequence.
    mutating func end(_ sequence: consuming Entries) -> Node

    /// What stands where nothing does.
    mutating func null() -> Node
    /// A scalar, given what it is; nil for one that JSON has no counterpart for.
    mutating func scalar(_ string: PlainString, _ resolution: ScalarResolution) -> Node?

    /// Takes a document that begins on a line.
    mutating func addDocument(_ node: Node, line: Int)
}
