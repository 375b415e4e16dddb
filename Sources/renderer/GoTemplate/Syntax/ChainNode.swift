/// Fields of what a pipeline in parentheses or a function answers: `(index .sites 0).spec.size`.
package struct ChainNode: Sendable {
    /// Where the first field starts.
    package let offset: Int
    package let base: OperandNode
    package let fields: [String]
}
