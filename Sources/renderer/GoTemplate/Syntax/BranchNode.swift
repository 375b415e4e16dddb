/// An `if`, `range` or `with` up to its `end`.
package struct BranchNode: Sendable {
    /// What the pipeline's value is for.
    package enum Kind: String, Sendable {
        case ifCondition = "if"
        case range
        case with
    }

    package let kind: Kind
    package let pipeline: PipelineNode
    package let body: [Node]

    /// What stands after `else`; nil without one.
    package let elseBody: [Node]?
}
