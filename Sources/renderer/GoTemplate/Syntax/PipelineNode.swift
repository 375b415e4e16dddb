/// Commands of which each hands its value to the next, and the variables that get the last one's.
package struct PipelineNode: Sendable {
    package let offset: Int

    /// Whether the variables exist already and get another value.
    package let isAssignment: Bool
    package let variables: [VariableNode]
    package let commands: [CommandNode]
}
