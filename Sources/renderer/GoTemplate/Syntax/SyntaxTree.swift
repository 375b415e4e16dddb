/// A template as it was parsed.
package struct SyntaxTree: Sendable {
    /// The name by which the template is called.
    package let name: String

    /// The text that it stands in, perhaps with others.
    package let source: TemplateSource

    package let nodes: [Node]

    /// Whether there is nothing but space and comments: such a template never replaces one with content.
    package var isEmpty: Bool {
        nodes.allSatisfy { node in
            switch node {
            case .text(let range): ByteString.isUnicodeSpace(source.bytes[range])
            default: false
            }
        }
    }
}
