import GoTemplate

extension OperandNode {
    /// The function that it calls by name, itself or for fields of what it answers; nil if it calls none so.
    var function: IdentifierNode? {
        switch self {
        case .identifier(let function): function
        case .chain(let chain): chain.base.function
        default: nil
        }
    }
}
