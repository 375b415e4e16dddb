/// A call of another template, by `template` or `block`.
package struct TemplateNode: Sendable {
    /// Where the name stands in the source.
    package let offset: Int
    package let name: String

    /// What becomes dot; nil for no value.
    package let pipeline: PipelineNode?
}
