/// Writes pieces of a template as Go does in the context of an error: with single spaces, quotes as they were.
package struct NodeWriter {
    private let source: TemplateSource
    private var output: [UInt8] = []

    private init(_ source: TemplateSource) {
        self.source = source
    }

    /// A node and what it contains.
    package static func text(of node: Node, in source: TemplateSource) -> String {
        text(in: source) { $0.write(node) }
    }

    /// A pipeline, without what stands around it.
    package static func text(of pipeline: PipelineNode, in source: TemplateSource) -> String {
        text(in: source) { $0.write(pipeline) }
    }

    /// A command.
    package static func text(of command: CommandNode, in source: TemplateSource) -> String {
        text(in: source) { $0.write(command) }
    }

    /// An operand; a pipeline without its parentheses.
    package static func text(of operand: OperandNode, in source: TemplateSource) -> String {
        text(in: source) { $0.write(operand) }
    }

    private static func text(in source: TemplateSource, _ write: (inout NodeWriter) -> Void) -> String {
        var writer = NodeWriter(source)
        write(&writer)
        return String(decoding: writer.output, as: UTF8.self)
    }

    private mutating func write(_ text: String) {
        output.append(contentsOf: text.utf8)
    }

    private mutating func write(_ nodes: [Node]) {
        for node in nodes { write(node) }
    }

    private mutating func write(_ node: Node) {
        switch node {
        case .text(let range): output.append(contentsOf: source.bytes[range])
        case .breakLoop: write("{{break}}")
        case .continueLoop: write("{{continue}}")
        case .action(let action):
            write("{{")
            write(action.pipeline)
            write("}}")
        case .branch(let branch): write(branch)
        case .template(let template):
            write("{{template \(Quoting.quoted(template.name))")
            if let pipeline = template.pipeline {
                write(" ")
                write(pipeline)
            }
            write("}}")
        }
    }

    private mutating func write(_ branch: BranchNode) {
        write("{{\(branch.kind.rawValue) ")
        write(branch.pipeline)
        write("}}")
        write(branch.body)
        if let elseBody = branch.elseBody {
            write("{{else}}")
            write(elseBody)
        }
        write("{{end}}")
    }

    private mutating func write(_ pipeline: PipelineNode) {
        for (index, variable) in pipeline.variables.enumerated() {
            if index > 0 { write(", ") }
            write(variable)
        }
        if !pipeline.variables.isEmpty { write(pipeline.isAssignment ? " = " : " := ") }
        for (index, command) in pipeline.commands.enumerated() {
            if index > 0 { write(" | ") }
            write(command)
        }
    }

    private mutating func write(_ command: CommandNode) {
        for (index, operand) in command.operands.enumerated() {
            if index > 0 { write(" ") }
            writeNested(operand)
        }
    }

    private mutating func writeNested(_ operand: OperandNode) {
        guard case .pipeline(let pipeline) = operand else { return write(operand) }
        write("(")
        write(pipeline)
        write(")")
    }

    private mutating func write(_ operand: OperandNode) {
        switch operand {
        case .dot: write(".")
        case .nilLiteral: write("nil")
        case .boolean(_, let value): write(value ? "true" : "false")
        case .number(let number): write(number.source)
        case .string(let string): write(string.source)
        case .field(let field): write(fields: field.names)
        case .variable(let variable): write(variable)
        case .identifier(let identifier): write(identifier.name)
        case .pipeline(let pipeline): write(pipeline)
        case .chain(let chain):
            writeNested(chain.base)
            write(fields: chain.fields)
        }
    }

    private mutating func write(_ variable: VariableNode) {
        write(variable.name)
        write(fields: variable.fields)
    }

    private mutating func write(fields: [String]) {
        for field in fields { write(".\(field)") }
    }
}
