import GoTemplate

/// Texts as they stand in failures.
enum Quoted {
    /// How much of a text is shown, in characters.
    private static let longest = 256

    /// A text between single quotes, with Go's escapes.
    static func text(_ text: String) -> String {
        let shown = text.unicodeScalars.count > longest ? String(text.unicodeScalars.prefix(longest)) + "…" : text
        var quoted = Quoting.quoted(shown)
        quoted = String(quoted.dropFirst().dropLast())
        return "'\(quoted.replacing("\\\"", with: "\"").replacing("'", with: "\\'"))'"
    }

    /// Texts one after the other.
    static func list(_ texts: [String]) -> String { texts.map { text($0) }.joined(separator: ", ") }
}
