/// What decides what a text is parsed to, besides the set that it extends.
struct ExtensionKey: Hashable, Sendable {
    let source: ByteString
    let name: String
    let delimiters: TemplateDelimiters
}
