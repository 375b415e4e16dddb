/// A string in quotes or backquotes.
package struct StringNode: Sendable {
    package let offset: Int

    /// The string as it stands in the source, with its quotes.
    package let source: String

    package let value: ByteString
}
