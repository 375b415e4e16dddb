/// A word with a meaning of its own inside an action.
enum Keyword: String, Sendable, Hashable {
    case block
    case breakLoop = "break"
    case continueLoop = "continue"
    case define
    case dot = "."
    case elseBranch = "else"
    case end
    case ifCondition = "if"
    case nilLiteral = "nil"
    case range
    case template
    case with
}
