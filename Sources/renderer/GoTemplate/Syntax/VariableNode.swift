/// A variable and fields of it: `$site.spec.size`.
package struct VariableNode: Sendable {
    package let offset: Int

    /// The name with its dollar sign.
    package let name: String

    /// The names of the fields; often none.
    package let fields: [String]
}
