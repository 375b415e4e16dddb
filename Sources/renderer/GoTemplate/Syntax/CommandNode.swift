/// A function, method or value, and arguments.
package struct CommandNode: Sendable {
    package let offset: Int
    package let operands: [OperandNode]
}
