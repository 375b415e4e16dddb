extension Parser {
    /// `(variable ("," variable)? (":=" | "="))? command ("|" command)*` up to a delimiter or parenthesis, which is read.
    mutating func parsePipeline(in context: String, until end: Token.Kind) throws(TemplateError) -> PipelineNode {
        let offset = peekNonSpace().offset
        let (declared, isAssignment) = try parseVariables(in: context)
        var commands: [CommandNode] = []
        while true {
            let token = nextNonSpace()
            if token.kind == end { break }
            guard Self.startsOperand(token.kind) else { throw unexpected(token, in: context) }
            back()
            commands.append(try parseCommand())
        }
        try check(commands, in: context)
        return PipelineNode(offset: offset, isAssignment: isAssignment, variables: declared, commands: commands)
    }

    /// The variables that a pipeline declares or sets; none if it starts with something else.
    private mutating func parseVariables(
        in context: String
    ) throws(TemplateError) -> (variables: [VariableNode], isAssignment: Bool) {
        var declared: [VariableNode] = []
        while true {
            let variable = peekNonSpace()
            guard variable.kind == .variable else { return (declared, false) }
            _ = next()
            let following = peek()
            let token = peekNonSpace()
            switch token.kind {
            case .assign, .declare:
                _ = nextNonSpace()
                declared.append(declare(variable))
                return (declared, token.kind == .assign)
            case .character where token.text.elementsEqual([UInt8(ascii: ",")]):
                _ = nextNonSpace()
                declared.append(declare(variable))
                guard context == "range", declared.count < 2 else { throw failure("too many declarations in \(context)") }
                switch peekNonSpace().kind {
                case .variable, .rightDelimiter, .rightParenthesis: continue
                default: throw failure("range can only initialize variables")
                }
            default:
                if following.kind == .space {
                    back(before: variable, following)
                } else {
                    back(before: variable)
                }
                return (declared, false)
            }
        }
    }

    private mutating func declare(_ token: Token) -> VariableNode {
        variables.append(token.string)
        return VariableNode(offset: token.offset, name: token.string, fields: [])
    }

    private static func startsOperand(_ kind: Token.Kind) -> Bool {
        switch kind {
        case .boolean, .characterConstant, .complex, .field, .identifier, .number, .rawString, .string, .variable,
            .leftParenthesis, .keyword(.dot), .keyword(.nilLiteral):
            true
        default: false
        }
    }

    private func check(_ commands: [CommandNode], in context: String) throws(TemplateError) {
        guard !commands.isEmpty else { throw failure("missing value for \(context)") }
        for (index, command) in commands.enumerated().dropFirst() {
            switch command.operands[0] {
            case .boolean, .dot, .nilLiteral, .number, .string:
                throw failure("non executable command in pipeline stage \(index + 1)")
            default: break
            }
        }
    }

    /// `operand (space operand)*` up to a pipe, which is read, or the pipeline's end, which is left.
    private mutating func parseCommand() throws(TemplateError) -> CommandNode {
        let offset = peekNonSpace().offset
        var operands: [OperandNode] = []
        while true {
            _ = peekNonSpace()
            if let operand = try parseOperand() { operands.append(operand) }
            let token = next()
            switch token.kind {
            case .space: continue
            case .rightDelimiter, .rightParenthesis: back()
            case .pipe: break
            default: throw unexpected(token, in: "operand")
            }
            break
        }
        guard !operands.isEmpty else { throw failure("empty command") }
        return CommandNode(offset: offset, operands: operands)
    }

    /// `term field*`; nil if something else follows.
    private mutating func parseOperand() throws(TemplateError) -> OperandNode? {
        guard let term = try parseTerm() else { return nil }
        guard peek().kind == .field else { return term }
        let offset = peek().offset
        var fields: [String] = []
        while peek().kind == .field { fields.append(String(next().string.dropFirst())) }
        switch term {
        case .field(let field): return .field(FieldNode(offset: offset, names: field.names + fields))
        case .variable(let variable):
            return .variable(VariableNode(offset: offset, name: variable.name, fields: variable.fields + fields))
        case .boolean, .string, .number, .nilLiteral, .dot:
            let text = NodeWriter.text(of: term, in: session.source)
            throw failure("unexpected . after term \(Quoting.quoted(text))")
        case .chain, .identifier, .pipeline: return .chain(ChainNode(offset: offset, base: term, fields: fields))
        }
    }

    /// `literal | function | "." | field | variable | "(" pipeline ")"`; nil if something else follows.
    private mutating func parseTerm() throws(TemplateError) -> OperandNode? {
        let token = nextNonSpace()
        switch token.kind {
        case .identifier:
            guard session.hasFunction(token.string) else {
                throw failure("function \(Quoting.quoted(token.string)) not defined")
            }
            return .identifier(IdentifierNode(offset: token.offset, name: token.string))
        case .keyword(.dot): return .dot(offset: token.offset)
        case .keyword(.nilLiteral): return .nilLiteral(offset: token.offset)
        case .variable:
            guard variables.contains(where: { $0.utf8.elementsEqual(token.text) }) else {
                throw failure("undefined variable \(Quoting.quoted(token.string))")
            }
            return .variable(VariableNode(offset: token.offset, name: token.string, fields: []))
        case .field: return .field(FieldNode(offset: token.offset, names: [String(token.string.dropFirst())]))
        case .boolean: return .boolean(offset: token.offset, token.string == "true")
        case .characterConstant, .complex, .number: return .number(try parseNumber(token))
        case .leftParenthesis:
            try enter()
            defer { leave() }
            return .pipeline(try parsePipeline(in: "parenthesized pipeline", until: .rightParenthesis))
        case .string, .rawString:
            return .string(StringNode(offset: token.offset, source: token.string, value: try unquoted(token)))
        default:
            back()
            return nil
        }
    }

    private func parseNumber(_ token: Token) throws(TemplateError) -> NumberNode {
        switch NumberParsing.number(token) {
        case .success(let number): return number
        case .failure(let error): throw failure(error.message)
        }
    }
}
