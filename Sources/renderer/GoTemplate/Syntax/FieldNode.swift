/// Fields of dot: `.spec.size`.
package struct FieldNode: Sendable {
    package let offset: Int

    /// The names without their dots; at least one.
    package let names: [String]
}
