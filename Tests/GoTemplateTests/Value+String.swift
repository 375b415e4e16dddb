import GoTemplate

extension Value {
    /// The text of a string; empty for anything else.
    var string: String {
        if case .string(let text) = self { text.description } else { "" }
    }
}
