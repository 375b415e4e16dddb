/// A number or character, under every type that can hold it: a Go constant has none until it is used.
package struct NumberNode: Sendable {
    package let offset: Int

    /// The number as it stands in the source.
    package let source: String

    package let integer: Int64?
    package let unsigned: UInt64?
    package let float: Double?
    package let complex: Complex?
}
