/// What the parsers of one text share: its tokens, the known functions, and the templates found so far.
final class ParseSession {
    let source: TemplateSource
    let lexer: Lexer
    private let isFunction: (String) -> Bool

    /// The templates by name, in the order in which they were found.
    private(set) var trees: [SyntaxTree] = []

    init(source: TemplateSource, delimiters: TemplateDelimiters, isFunction: @escaping (String) -> Bool) {
        self.source = source
        self.isFunction = isFunction
        lexer = Lexer(
            source.bytes, delimiters: delimiters, hasBreak: !isFunction("break"),
            hasContinue: !isFunction("continue"))
    }

    func hasFunction(_ name: String) -> Bool {
        isFunction(name)
    }

    /// Keeps a template; false if there is one of the name already and both have content.
    func add(_ tree: SyntaxTree) -> Bool {
        guard let position = trees.firstIndex(where: { $0.name.utf8.elementsEqual(tree.name.utf8) }) else {
            trees.append(tree)
            return true
        }
        if trees[position].isEmpty {
            trees[position] = tree
            return true
        }
        return tree.isEmpty
    }
}
