/// An action that prints a pipeline's value, or sets variables.
package struct ActionNode: Sendable {
    package let pipeline: PipelineNode
}
