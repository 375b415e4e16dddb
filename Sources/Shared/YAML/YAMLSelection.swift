/// Chooses, while a text is read, which members of its mappings are kept.
///
/// ```swift
/// // Of an index of charts, what it says of one of them.
/// let selection = YAMLSelection { key, path in path != ["entries"] || key == "web" }
/// ```
package struct YAMLSelection {
    private let choose: (_ key: String, _ path: [String]) -> Bool

    /// Makes a selection.
    ///
    /// - Parameter choose: Whether a member is kept: its key, and the keys that lead to its mapping. The elements of a sequence have
    ///   the sequence's.
    package init(_ choose: @escaping (_ key: String, _ path: [String]) -> Bool) {
        self.choose = choose
    }

    func keeps(_ key: String, below path: [String]) -> Bool { choose(key, path) }
}
