import GoTemplate

/// Finds parts of templates that are never executed, whatever the data.
struct ReachabilityCheck {
    let templates: LintedTemplates

    func findings() -> [Finding] {
        templates.trees.flatMap { tree -> [Finding] in
            var findings: [Finding] = []
            var walk = NodeWalk()
            walk.list = { findings += Self.afterJump(in: $0, tree) }
            walk.branch = { findings += Self.constant($0, tree) + Self.repeated($0, tree) }
            walk.walk(tree.nodes)
            return findings
        }
    }

    /// What stands behind `break` or `continue`.
    private static func afterJump(in nodes: [Node], _ tree: SyntaxTree) -> [Finding] {
        let jump = nodes.firstIndex { node in
            switch node {
            case .breakLoop, .continueLoop: true
            default: false
            }
        }
        guard let jump, let next = nodes[(jump + 1)...].first(where: { !isSpace($0, tree) }) else { return [] }
        return [
            tree.finding(.unreachableBranch, "nothing after the break or continue before it is ever executed", at: next.offset)
        ]
    }

    private static func isSpace(_ node: Node, _ tree: SyntaxTree) -> Bool {
        guard case .text(let range) = node else { return false }
        return tree.source.bytes[range].allSatisfy { $0 == 0x20 || (9...13).contains($0) }
    }

    /// A condition that is always the same.
    private static func constant(_ branch: BranchNode, _ tree: SyntaxTree) -> [Finding] {
        guard let isTrue = truth(of: branch.pipeline) else { return [] }
        let condition = NodeWriter.text(of: branch.pipeline, in: tree.source)
        if isTrue {
            guard let body = branch.elseBody?.first else { return [] }
            return [
                tree.finding(
                    .unreachableBranch, "\"\(condition)\" is always true, so that its else is never executed", at: body.offset)
            ]
        }
        return [
            tree.finding(
                .unreachableBranch, "\"\(condition)\" is always false, so that what it guards is never executed",
                at: branch.pipeline.offset)
        ]
    }

    /// Whether a pipeline of constants counts as true; nil if it is none.
    private static func truth(of pipeline: PipelineNode) -> Bool? {
        guard pipeline.commands.count == 1, let command = pipeline.commands.first else { return nil }
        return truth(of: command)
    }

    private static func truth(of command: CommandNode) -> Bool? {
        guard let first = command.operands.first else { return nil }
        if command.operands.count == 1 { return truth(of: first) }
        guard case .identifier(let function) = first else { return nil }
        let values = command.operands.dropFirst().map(truth(of:))
        switch function.name {
        case "not": return values.count == 1 ? values[0].map(!) : nil
        // One constant is enough where it decides.
        case "and": return values.contains(false) ? false : values.allSatisfy { $0 == true } ? true : nil
        case "or": return values.contains(true) ? true : values.allSatisfy { $0 == false } ? false : nil
        default: return nil
        }
    }

    private static func truth(of operand: OperandNode) -> Bool? {
        switch operand {
        case .boolean(_, let value): value
        case .number(let number): number.integer.map { $0 != 0 } ?? number.float.map { $0 != 0 }
        case .string(let string): !string.value.isEmpty
        case .pipeline(let pipeline): truth(of: pipeline)
        default: nil
        }
    }

    /// `else if` with a condition that an earlier one of the same chain has.
    private static func repeated(_ branch: BranchNode, _ tree: SyntaxTree) -> [Finding] {
        guard branch.kind == .ifCondition, branch.pipeline.variables.isEmpty else { return [] }
        let condition = NodeWriter.text(of: branch.pipeline, in: tree.source)
        var next = branch.elseBody
        while let nodes = next, nodes.count == 1, case .branch(let other) = nodes[0], other.kind == .ifCondition {
            if NodeWriter.text(of: other.pipeline, in: tree.source) == condition {
                let message = "\"\(condition)\" was asked before, so that what it guards here is never executed"
                return [tree.finding(.unreachableBranch, message, at: other.pipeline.offset)]
            }
            next = other.elseBody
        }
        return []
    }
}
