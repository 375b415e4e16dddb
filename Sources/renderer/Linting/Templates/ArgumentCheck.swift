import GoTemplate

/// Finds calls of functions with a number of arguments that they do not take.
struct ArgumentCheck {
    let templates: LintedTemplates
    /// All functions, Go's own among them.
    let functions: FunctionMap

    func findings() -> [Finding] {
        templates.trees.flatMap { tree -> [Finding] in
            var findings: [Finding] = []
            var walk = NodeWalk()
            walk.pipeline = { pipeline in
                for (place, command) in pipeline.commands.enumerated() {
                    findings += mistakes(in: command, isFirst: place == 0, tree)
                }
            }
            walk.walk(tree.nodes)
            return findings
        }
    }

    private func mistakes(in command: CommandNode, isFirst: Bool, _ tree: SyntaxTree) -> [Finding] {
        command.operands.enumerated().compactMap { place, operand -> Finding? in
            guard let function = operand.function else { return nil }
            // Only a command's own function is given arguments; one among them, or one whose fields are asked for, is not.
            var isCalled = false
            if place == 0, case .identifier = operand { isCalled = true }
            let count = isCalled ? command.operands.count - 1 : 0
            return mistake(of: function, count: count, hasFinal: isCalled && !isFirst)
                .map { tree.finding(.wrongArguments, $0, at: function.offset) }
        }
    }

    /// What Go says of a call, before it makes it; nil if the number is right, or the function unknown.
    ///
    /// - Parameters:
    ///   - count: The arguments that stand behind the function's name.
    ///   - hasFinal: Whether a pipeline gives one more.
    private func mistake(of function: IdentifierNode, count: Int, hasFinal: Bool) -> String? {
        guard let declared = functions[function.name] else { return nil }
        let all = hasFinal ? count + 1 : count
        // As Go's function takes any number, it counts them itself.
        if function.name == "dig" { return all < 3 ? "dig needs at least three arguments" : nil }
        let wanted = declared.minimumCount
        if declared.isVariadic {
            // Go leaves the pipeline's out of what it says.
            return all < wanted ? "wrong number of args for \(function.name): want at least \(wanted) got \(count)" : nil
        }
        return all == wanted ? nil : "wrong number of args for \(function.name): want \(wanted) got \(all)"
    }
}
