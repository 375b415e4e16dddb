import GoTemplate

/// Templates as the linter sees them: parsed, not run.
package struct LintedTemplates: Sendable {
    /// A text and what it is for.
    package struct File: Sendable {
        package let name: String
        package let text: [UInt8]
        /// Whether its own text is executed, and not only what it defines.
        package let isEntry: Bool

        package init(name: String, text: [UInt8], isEntry: Bool) {
            self.name = name
            self.text = text
            self.isEntry = isEntry
        }
    }

    /// Every template, in the order of the files; also those that another definition replaces.
    let trees: [SyntaxTree]
    /// The template that counts for each name.
    let definitions: [String: SyntaxTree]
    /// The names of the templates that are executed by themselves.
    let entries: [String]
    /// Whether every file could be parsed: without that, nobody knows what is missing.
    let isWhole: Bool
    /// What was wrong with the files that could not, and with what is defined twice.
    let findings: [Finding]

    package init(_ files: [File]) {
        var trees: [SyntaxTree] = []
        var findings: [Finding] = []
        var definitions: [String: SyntaxTree] = [:]
        for file in files {
            do throws(TemplateError) {
                for tree in try SyntaxTree.trees(of: TemplateSource(name: file.name, bytes: file.text)) {
                    trees.append(tree)
                    // As in Go, an empty one never replaces one with content.
                    guard let former = definitions[tree.name] else {
                        definitions[tree.name] = tree
                        continue
                    }
                    if tree.isEmpty { continue }
                    definitions[tree.name] = tree
                    if !former.isEmpty { findings.append(Self.shadowed(former, by: tree)) }
                }
            } catch {
                findings.append(Finding(.syntax, error.message, file: file.name, line: error.line))
            }
        }
        self.trees = trees
        self.definitions = definitions
        entries = files.filter(\.isEntry).map(\.name).filter { definitions[$0] != nil }
        isWhole = !findings.contains { $0.rule == .syntax }
        self.findings = findings
    }

    private static func shadowed(_ former: SyntaxTree, by tree: SyntaxTree) -> Finding {
        let line = former.nodes.first.map { former.source.position(of: $0.offset).line }
        return Finding(
            .shadowedTemplate, "the template \"\(former.name)\" counts for nothing: \(tree.source.name) defines it again",
            file: former.source.name, line: line)
    }
}

extension SyntaxTree {
    /// A finding at an offset of this template's text.
    func finding(_ rule: LintRule, _ message: String, at offset: Int) -> Finding {
        let position = source.position(of: offset)
        return Finding(rule, message, file: source.name, line: position.line, column: position.column + 1)
    }
}
