import GoTemplate

/// Visits all commands of a template, those within parentheses too, and all its template calls.
struct NodeWalk {
    var command: (CommandNode) -> Void = { _ in }
    var pipeline: (PipelineNode) -> Void = { _ in }
    var call: (TemplateNode) -> Void = { _ in }
    /// Each list of nodes that are executed one after the other.
    var list: ([Node]) -> Void = { _ in }
    var branch: (BranchNode) -> Void = { _ in }

    func walk(_ nodes: [Node]) {
        list(nodes)
        for node in nodes {
            switch node {
            case .text, .breakLoop, .continueLoop: break
            case .action(let action): walk(action.pipeline)
            case .template(let template):
                call(template)
                if let pipeline = template.pipeline { walk(pipeline) }
            case .branch(let branch):
                self.branch(branch)
                walk(branch.pipeline)
                walk(branch.body)
                if let body = branch.elseBody { walk(body) }
            }
        }
    }

    private func walk(_ pipeline: PipelineNode) {
        self.pipeline(pipeline)
        for command in pipeline.commands {
            self.command(command)
            for operand in command.operands { walk(operand) }
        }
    }

    private func walk(_ operand: OperandNode) {
        switch operand {
        case .pipeline(let pipeline): walk(pipeline)
        case .chain(let chain): walk(chain.base)
        default: break
        }
    }
}
