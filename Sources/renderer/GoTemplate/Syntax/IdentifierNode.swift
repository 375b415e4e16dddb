/// The name of a function.
package struct IdentifierNode: Sendable {
    package let offset: Int
    package let name: String
}
