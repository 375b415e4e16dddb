/// A template ready to run. Immutable, so that any number of tasks can run it at once.
final class Program: Sendable {
    /// The name by which the template is called.
    let name: String

    /// The text that it was parsed from.
    let source: TemplateSource

    /// The template as it was parsed.
    let tree: SyntaxTree

    let root: Code.Run
    let statements: [Code.Statement]
    let pipelines: [Code.Pipeline]
    let commands: [Code.Command]
    let operands: [Code.Operand]
    let variables: [Code.Variable]

    /// The names of fields and variables.
    let names: [String]
    let literals: [Code.Literal]
    let callees: [Code.Callee]
    let sites: [Code.Site]

    init(_ compiler: Compiler, root: Code.Run, tree: SyntaxTree) {
        name = tree.name
        source = tree.source
        self.tree = tree
        self.root = root
        statements = compiler.statements
        pipelines = compiler.pipelines
        commands = compiler.commands
        operands = compiler.operands
        variables = compiler.variables
        names = compiler.names
        literals = compiler.literals
        callees = compiler.callees
        sites = compiler.sites
    }

    /// The part of the template at a site, as errors show it.
    func context(of site: Int32) -> String {
        // A template without actions has no sites; only a limit can end it.
        guard sites.indices.contains(Int(site)) else { return "" }
        return switch sites[Int(site)].source {
        case .node(let node): NodeWriter.text(of: node, in: source)
        case .pipeline(let pipeline): NodeWriter.text(of: pipeline, in: source)
        case .command(let command): NodeWriter.text(of: command, in: source)
        case .operand(let operand): NodeWriter.text(of: operand, in: source)
        }
    }

    /// Where a site is, as a frame of the templates that called one another.
    func frame(at site: Int32) -> TemplateError.Frame {
        let (line, column) = source.position(of: sites.indices.contains(Int(site)) ? sites[Int(site)].offset : 0)
        return TemplateError.Frame(name: name, template: source.name, line: line, column: column)
    }
}
