extension SyntaxTree {
    /// Parses a text without knowing the functions: every name counts as one.
    ///
    /// For tools that look at templates without running them.
    ///
    /// - Returns: The templates in the text, among them its own, in the order in which they end.
    package static func trees(
        of source: TemplateSource, delimiters: TemplateDelimiters = .standard
    ) throws(TemplateError) -> [SyntaxTree] {
        // A function named `break` or `continue` would take the keyword away.
        try Parser.parse(source, delimiters: delimiters) { $0 != "break" && $0 != "continue" }
    }
}
