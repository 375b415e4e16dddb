@testable import GoTemplate

/// What was parsed can be written, and what is wrong has a place.
enum ParserTarget {
    static func run(_ bytes: [UInt8]) throws(FuzzFailure) {
        let source = TemplateSource(name: "main", bytes: bytes)
        do {
            for tree in try SyntaxTree.trees(of: source) {
                for node in tree.nodes { _ = NodeWriter.text(of: node, in: source) }
            }
        } catch {
            guard !error.message.isEmpty, !error.description.isEmpty else { throw FuzzFailure("an error says nothing") }
        }
        // The compiler sees only functions that there are.
        var templates = TemplateSet()
        do { try templates.parse(bytes, name: "main") } catch { return }
        guard templates.contains("main") || templates.names.isEmpty || !templates.names.contains("main") else {
            throw FuzzFailure("a template that was parsed is not there")
        }
    }
}
