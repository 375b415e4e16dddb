extension Parser {
    /// `control | pipeline`, of which the left delimiter is read.
    mutating func parseAction() throws(TemplateError) -> Item {
        let token = nextNonSpace()
        if case .keyword(let keyword) = token.kind {
            switch keyword {
            case .block: return .node(try parseBlock())
            case .breakLoop: return .node(try parseLoopControl(.breakLoop(offset: token.offset), "{{break}}"))
            case .continueLoop: return .node(try parseLoopControl(.continueLoop(offset: token.offset), "{{continue}}"))
            case .elseBranch: return try parseElse()
            case .end:
                _ = try expect(.rightDelimiter, in: "end")
                return .end
            case .ifCondition: return .node(try parseBranch(.ifCondition))
            case .range: return .node(try parseBranch(.range))
            case .with: return .node(try parseBranch(.with))
            case .template: return .node(try parseTemplate())
            case .define, .dot, .nilLiteral: break
            }
        }
        back()
        _ = peek()
        return .node(.action(ActionNode(pipeline: try parsePipeline(in: "command", until: .rightDelimiter))))
    }

    /// `"break" "}}" | "continue" "}}"`, of which the keyword is read.
    private mutating func parseLoopControl(_ node: Node, _ text: String) throws(TemplateError) -> Node {
        _ = try expect(.rightDelimiter, in: text)
        guard loops > 0 else { throw failure("\(text) outside {{range}}") }
        return node
    }

    /// `"else" "}}" | "else" ("if" | "with")`, of which `else` is read; a keyword that follows is left.
    private mutating func parseElse() throws(TemplateError) -> Item {
        switch peekNonSpace().kind {
        case .keyword(.ifCondition), .keyword(.with): return .elseBranch
        default:
            _ = try expect(.rightDelimiter, in: "else")
            return .elseBranch
        }
    }

    /// `pipeline "}}" list ("{{else}}" list)? "{{end}}"`, of which the keyword is read.
    private mutating func parseBranch(_ kind: BranchNode.Kind) throws(TemplateError) -> Node {
        try enter()
        defer { leave() }
        let outer = variables.count
        defer { variables.removeSubrange(outer...) }
        let pipeline = try parsePipeline(in: kind.rawValue, until: .rightDelimiter)
        if kind == .range { loops += 1 }
        let (body, terminator) = try parseList()
        if kind == .range { loops -= 1 }
        let elseBody = terminator == .end ? nil : try parseElseBody(of: kind)
        return .branch(BranchNode(kind: kind, pipeline: pipeline, body: body, elseBody: elseBody))
    }

    /// What follows an `else`: another branch of the same kind, which takes the `end` for itself, or a list.
    private mutating func parseElseBody(of kind: BranchNode.Kind) throws(TemplateError) -> [Node] {
        if kind != .range, peek().kind == .keyword(kind == .with ? .with : .ifCondition) {
            _ = next()
            return [try parseBranch(kind)]
        }
        let (body, terminator) = try parseList()
        guard terminator == .end else { throw failure("expected end; found {{else}}") }
        return body
    }

    /// `"template" name pipeline? "}}"`, of which the keyword is read.
    private mutating func parseTemplate() throws(TemplateError) -> Node {
        let context = "template clause"
        let token = nextNonSpace()
        let name = try parseTemplateName(token, in: context)
        var pipeline: PipelineNode?
        if nextNonSpace().kind != .rightDelimiter {
            back()
            pipeline = try parsePipeline(in: context, until: .rightDelimiter)
        }
        return .template(TemplateNode(offset: token.offset, name: name, pipeline: pipeline))
    }

    func parseTemplateName(_ token: Token, in context: String) throws(TemplateError) -> String {
        guard token.kind == .string || token.kind == .rawString else { throw unexpected(token, in: context) }
        return try unquoted(token).description
    }
}
