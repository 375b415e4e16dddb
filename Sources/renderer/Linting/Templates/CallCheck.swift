import Diagnostics
import GoTemplate

/// Finds calls of functions and templates that there are not, and templates that nothing calls.
struct CallCheck {
    let templates: LintedTemplates
    /// All functions, Go's own among them.
    let functions: FunctionMap

    /// What a template calls.
    private struct Calls {
        var templates: [(name: String, offset: Int)] = []
        var functions: [(name: String, offset: Int)] = []
        /// Whether it calls templates whose names only a run tells.
        var isOpen = false
    }

    /// Functions that execute a template whose name is their first argument.
    private static let including: Set<String> = ["include"]
    /// Functions that parse a text, which may call anything.
    private static let parsing: Set<String> = ["tpl"]

    func findings() -> [Finding] {
        var findings: [Finding] = []
        var calls: [String: Calls] = [:]
        for tree in templates.trees {
            let made = self.calls(of: tree)
            findings += made.functions.compactMap { unknownFunction($0.name, at: $0.offset, in: tree) }
            if templates.isWhole {
                findings += made.templates.compactMap { unknownTemplate($0.name, at: $0.offset, in: tree) }
            }
            if templates.definitions[tree.name].map({ $0.source === tree.source }) ?? false { calls[tree.name] = made }
        }
        return findings + unused(calls)
    }

    private func calls(of tree: SyntaxTree) -> Calls {
        var calls = Calls()
        var walk = NodeWalk()
        walk.call = { calls.templates.append(($0.name, $0.offset)) }
        walk.command = { command in
            for (index, operand) in command.operands.enumerated() {
                guard let identifier = operand.function else { continue }
                calls.functions.append((identifier.name, identifier.offset))
                if Self.parsing.contains(identifier.name) { calls.isOpen = true }
                guard Self.including.contains(identifier.name) else { continue }
                if index == 0, command.operands.count > 1, case .string(let name) = command.operands[1] {
                    calls.templates.append((name.value.description, name.offset))
                } else {
                    calls.isOpen = true
                }
            }
        }
        walk.walk(tree.nodes)
        return calls
    }

    private func unknownFunction(_ name: String, at offset: Int, in tree: SyntaxTree) -> Finding? {
        guard functions[name] == nil else { return nil }
        return tree.finding(
            .unknownFunction, "there is no function \"\(name)\"\(Self.hint(name, functions.names))", at: offset)
    }

    private func unknownTemplate(_ name: String, at offset: Int, in tree: SyntaxTree) -> Finding? {
        guard templates.definitions[name] == nil else { return nil }
        return tree.finding(
            .unknownTemplate, "there is no template \"\(name)\"\(Self.hint(name, templates.definitions.keys.sorted()))",
            at: offset)
    }

    static func hint(_ name: String, _ known: [String]) -> String {
        NearestName.find(name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
    }

    /// Definitions that no entry leads to; none if something may be called by a name that only a run tells.
    private func unused(_ calls: [String: Calls]) -> [Finding] {
        var reached: Set<String> = []
        var waiting = templates.entries
        while let name = waiting.popLast() {
            guard reached.insert(name).inserted, let made = calls[name] else { continue }
            if made.isOpen { return [] }
            waiting += made.templates.map(\.name)
        }
        guard templates.isWhole else { return [] }
        return templates.definitions.values.compactMap { tree in
            // A file's own text is no definition, and an empty definition may be there to be filled.
            guard !reached.contains(tree.name), tree.name != tree.source.name, let first = tree.nodes.first else { return nil }
            return tree.finding(.unusedTemplate, "nothing calls the template \"\(tree.name)\"", at: first.offset)
        }
    }
}
