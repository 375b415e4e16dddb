/// Makes something of what ``PlainReader`` reads, in the order of the text.
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
    /// Takes a key of the mapping that began last and has not ended; refuses one that is there already, if not later with its value.
    mutating func key(_ string: PlainString, of mapping: inout Mapping) throws(Unusual) -> Key
    /// Takes the value of a key.
    mutating func add(_ value: Node, for key: Key, to mapping: inout Mapping) throws(Unusual)
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
    /// A scalar, given what it is; refuses one that JSON has no counterpart for.
    mutating func scalar(_ string: PlainString, _ resolution: ScalarResolution) throws(Unusual) -> Node

    /// Takes a document that begins on a line.
    mutating func addDocument(_ node: Node, line: Int)
}
