/// Parses one template. The templates that it defines inside get parsers of their own over the same tokens.
///
/// Nothing is known here about execution: a function is a name that is defined or not.
struct Parser {
    /// How deep actions and parentheses may nest.
    static let maximumNesting = 1000

    let session: ParseSession

    /// The name of the template, for the one that a text is parsed as and for blocks.
    private let name: String

    /// Tokens that were read ahead: `tokens[0]` is the last that came from the lexer.
    private var tokens: [Token]
    private var waiting = 0

    /// The names of the variables that are declared here.
    var variables = ["$"]

    /// The line on which the action at hand started, or 0.
    private var actionLine = 0

    /// How many loops are open.
    var loops = 0

    private var nesting: Int

    private init(session: ParseSession, name: String, nesting: Int) {
        self.session = session
        self.name = name
        self.nesting = nesting
        let none = Token(kind: .end, offset: 0, text: [], line: 0)
        tokens = [none, none, none]
    }

    /// Parses a text and everything that it defines.
    ///
    /// - Returns: The templates, each with its name; among them the text's own.
    static func parse(
        _ source: TemplateSource, delimiters: TemplateDelimiters, isFunction: @escaping (String) -> Bool
    ) throws(TemplateError) -> [SyntaxTree] {
        let session = ParseSession(source: source, delimiters: delimiters, isFunction: isFunction)
        var parser = Parser(session: session, name: source.name, nesting: 0)
        try parser.parseSource()
        return session.trees
    }

    /// The whole text: `(text | action | "{{define" ... "{{end}}")*`
    private mutating func parseSource() throws(TemplateError) {
        var nodes: [Node] = []
        while peek().kind != .end {
            if peek().kind == .leftDelimiter {
                let delimiter = next()
                if nextNonSpace().kind == .keyword(.define) {
                    var definition = Parser(session: session, name: "definition", nesting: nesting)
                    try definition.parseDefinition()
                    continue
                }
                back(before: delimiter)
            }
            switch try parseNode() {
            case .node(let node): nodes.append(node)
            case .end: throw failure("unexpected {{end}}")
            case .elseBranch: throw failure("unexpected {{else}}")
            }
        }
        try add(SyntaxTree(name: name, source: session.source, nodes: nodes))
    }

    /// `"{{define" name "}}" list "{{end}}"`, of which `define` is read.
    private mutating func parseDefinition() throws(TemplateError) {
        let context = "define clause"
        let token = nextNonSpace()
        guard token.kind == .string || token.kind == .rawString else { throw unexpected(token, in: context) }
        let name = try unquoted(token)
        _ = try expect(.rightDelimiter, in: context)
        let (nodes, terminator) = try parseList()
        guard case .end = terminator else { throw failure("unexpected {{else}} in \(context)") }
        try add(SyntaxTree(name: name.description, source: session.source, nodes: nodes))
    }

    /// `"{{block" name pipeline "}}" list "{{end}}"`, of which `block` is read: a definition and a call of it.
    mutating func parseBlock() throws(TemplateError) -> Node {
        let context = "block clause"
        let token = nextNonSpace()
        let name = try parseTemplateName(token, in: context)
        let pipeline = try parsePipeline(in: context, until: .rightDelimiter)
        try enter()
        defer { leave() }
        var block = Parser(session: session, name: name, nesting: nesting)
        let (nodes, terminator) = try block.parseList()
        guard case .end = terminator else { throw failure("unexpected {{else}} in \(context)") }
        try block.add(SyntaxTree(name: name, source: session.source, nodes: nodes))
        return .template(TemplateNode(offset: token.offset, name: name, pipeline: pipeline))
    }

    private func add(_ tree: SyntaxTree) throws(TemplateError) {
        guard session.add(tree) else {
            throw failure("template: multiple definition of template \(Quoting.quoted(tree.name))")
        }
    }

    /// What ends a list of nodes.
    enum Terminator {
        case end
        case elseBranch
    }

    /// What a parser finds where a node may stand.
    enum Item {
        case node(Node)
        case end
        case elseBranch
    }

    /// `(text | action)*` up to an `end` or `else`, which is read.
    mutating func parseList() throws(TemplateError) -> (nodes: [Node], terminator: Terminator) {
        var nodes: [Node] = []
        while peekNonSpace().kind != .end {
            switch try parseNode() {
            case .node(let node): nodes.append(node)
            case .end: return (nodes, .end)
            case .elseBranch: return (nodes, .elseBranch)
            }
        }
        throw failure("unexpected EOF")
    }

    /// `text | action`
    private mutating func parseNode() throws(TemplateError) -> Item {
        let token = nextNonSpace()
        switch token.kind {
        case .text: return .node(.text(token.text.startIndex..<token.text.endIndex))
        case .leftDelimiter:
            actionLine = token.line
            defer { actionLine = 0 }
            return try parseAction()
        default: throw unexpected(token, in: "input")
        }
    }

    // Tokens.

    mutating func next() -> Token {
        if waiting > 0 {
            waiting -= 1
        } else {
            tokens[0] = session.lexer.next()
        }
        return tokens[waiting]
    }

    mutating func peek() -> Token {
        if waiting == 0 {
            tokens[0] = session.lexer.next()
            waiting = 1
        }
        return tokens[waiting - 1]
    }

    mutating func nextNonSpace() -> Token {
        while true {
            let token = next()
            if token.kind != .space { return token }
        }
    }

    mutating func peekNonSpace() -> Token {
        let token = nextNonSpace()
        back()
        return token
    }

    /// Goes back by the last token.
    mutating func back() {
        waiting += 1
    }

    /// Goes back by two tokens; the one before the last is given.
    mutating func back(before token: Token) {
        tokens[1] = token
        waiting = 2
    }

    /// Goes back by three tokens; the two before the last are given.
    mutating func back(before first: Token, _ second: Token) {
        tokens[1] = second
        tokens[2] = first
        waiting = 3
    }

    mutating func expect(_ kind: Token.Kind, in context: String) throws(TemplateError) -> Token {
        let token = nextNonSpace()
        guard token.kind == kind else { throw unexpected(token, in: context) }
        return token
    }

    // Errors.

    /// An error on the line of the last token that was read ahead, as Go tells it.
    func failure(_ message: String) -> TemplateError {
        TemplateError(
            kind: .syntax, message: message, template: session.source.name, name: session.source.name, line: tokens[0].line)
    }

    func unexpected(_ token: Token, in context: String) -> TemplateError {
        guard token.kind == .error else { return failure("unexpected \(token.description) in \(context)") }
        let message = token.description
        guard actionLine != 0, actionLine != token.line else { return failure(message) }
        let noun = message.hasSuffix(" action") ? "" : " in action"
        return failure("\(message)\(noun) started at \(session.source.name):\(actionLine)")
    }

    /// A string token without its quotes.
    func unquoted(_ token: Token) throws(TemplateError) -> ByteString {
        guard let value = Unquoting.string(token.text) else { throw failure("invalid syntax") }
        return value
    }

    // Nesting.

    /// Goes one level deeper, as far as it is allowed.
    mutating func enter() throws(TemplateError) {
        nesting += 1
        guard nesting <= Self.maximumNesting, nesting < 32 || !StackGuard.isNearlyUsedUp() else {
            throw failure("actions are nested too deeply")
        }
    }

    mutating func leave() {
        nesting -= 1
    }
}
