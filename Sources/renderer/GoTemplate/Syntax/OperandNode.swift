/// What a command consists of.
package indirect enum OperandNode: Sendable {
    case dot(offset: Int)
    case nilLiteral(offset: Int)
    case boolean(offset: Int, Bool)
    case number(NumberNode)
    case string(StringNode)
    case field(FieldNode)
    case variable(VariableNode)
    case chain(ChainNode)
    case identifier(IdentifierNode)
    case pipeline(PipelineNode)

    /// Where it starts in the source; for fields of fields, where the second one starts.
    package var offset: Int {
        switch self {
        case .dot(let offset), .nilLiteral(let offset), .boolean(let offset, _): offset
        case .number(let number): number.offset
        case .string(let string): string.offset
        case .field(let field): field.offset
        case .variable(let variable): variable.offset
        case .chain(let chain): chain.offset
        case .identifier(let identifier): identifier.offset
        case .pipeline(let pipeline): pipeline.offset
        }
    }
}
