/// A piece of a template: text, or an action.
package indirect enum Node: Sendable {
    /// Text to be written as it is: where it stands in the source.
    case text(Range<Int>)
    case action(ActionNode)
    case branch(BranchNode)
    case template(TemplateNode)
    case breakLoop(offset: Int)
    case continueLoop(offset: Int)

    /// Where it starts in the source; for an action its first word.
    package var offset: Int {
        switch self {
        case .text(let range): range.lowerBound
        case .breakLoop(let offset), .continueLoop(let offset): offset
        case .action(let action): action.pipeline.offset
        case .branch(let branch): branch.pipeline.offset
        case .template(let template): template.offset
        }
    }
}
