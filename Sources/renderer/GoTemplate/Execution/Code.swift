/// The resolved form of templates: plain numbers that point into the tables of a `Program`, made once when a text is parsed.
enum Code {
    /// Neighbours in a table.
    struct Run: Sendable {
        let start: Int32
        let count: Int32

        static let empty = Run(start: 0, count: 0)

        @inline(__always)
        var range: Range<Int> { Int(start)..<Int(start &+ count) }
    }

    /// A variable: its place above the template's first one, or, where that depends on what has run, its name.
    struct Variable: Sendable {
        /// The place; negative where the variable must be looked for by its name.
        let slot: Int32
        let name: Int32
    }

    /// A piece of a template. The number of a site says where it is, for errors.
    enum Statement: Sendable {
        /// Bytes of the source to be written.
        case text(start: Int32, end: Int32)
        /// An action that prints what a pipeline answers.
        case print(pipeline: Int32, site: Int32)
        /// An action that prints fields of dot and does nothing else.
        case printFields(Run, site: Int32, operandSite: Int32)
        /// An action that sets variables.
        case perform(pipeline: Int32, site: Int32)
        case condition(pipeline: Int32, body: Run, elseBody: Run, site: Int32)
        case with(pipeline: Int32, body: Run, elseBody: Run, site: Int32)
        case range(pipeline: Int32, body: Run, elseBody: Run, site: Int32)
        /// A call of another template; the pipeline is negative where there is none.
        case template(Int32, pipeline: Int32, site: Int32)
        case breakLoop
        case continueLoop
    }

    struct Pipeline: Sendable {
        let commands: Run
        let variables: Run
        let isAssignment: Bool
        let site: Int32
    }

    struct Command: Sendable {
        let head: Operand
        /// What follows the head.
        let arguments: Run
        let site: Int32
    }

    enum Operand: Sendable {
        case dot(site: Int32)
        case nilLiteral(site: Int32)
        case literal(Int32, site: Int32)
        case fields(Run, site: Int32)
        case variable(Variable, fields: Run, site: Int32)
        /// Fields of what another operand answers.
        case chain(base: Int32, fields: Run, site: Int32)
        case function(Int32, site: Int32)
        case pipeline(Int32)
    }

    /// Where a part of the code comes from.
    struct Site: Sendable {
        /// What stands there.
        enum Source: Sendable {
            case node(Node)
            case pipeline(PipelineNode)
            case command(CommandNode)
            case operand(OperandNode)
        }

        let offset: Int
        let source: Source
    }

    /// A constant: as what it stands in the source, and its value where no type is asked for.
    // Unchecked: only booleans, numbers and strings are kept in `value`, values without references that change.
    struct Literal: @unchecked Sendable {
        let node: OperandNode

        let value: Value

        /// What is wrong with it where no type is asked for.
        let failure: String?
    }

    /// A function as it is called by a name.
    struct Callee: Sendable {
        /// What the executor has to know about some of the builtin functions.
        enum Kind: Sendable {
            case ordinary, and, or, call, slice
        }

        let name: String
        let function: Function
        let kind: Kind

        /// Whether every parameter takes any value.
        let isOpen: Bool
    }
}
