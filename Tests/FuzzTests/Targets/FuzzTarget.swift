/// A reader of other people's bytes, to be given any: it must answer or throw, keep its promises, and never trap.
///
/// `Tests/FuzzTests/fuzz` looks for bytes that break one; those that reach most of its code are kept in `Corpus` and tried by every test run.
enum FuzzTarget: String, CaseIterable, Sendable {
    /// Cuts the bytes into a template's tokens.
    case lexer
    /// Parses the bytes as a template.
    case parser
    /// Executes the bytes up to the first zero as a template, with those behind it, if they are YAML, as its data.
    case executor
    /// Reads the bytes as YAML manifests.
    case yaml
    /// Reads the bytes as a chart, in a tar archive or file by file, and renders it.
    case chart

    /// Runs the target once.
    ///
    /// - Throws: `FuzzFailure` if a promise was not kept.
    func run(_ bytes: [UInt8]) throws(FuzzFailure) {
        switch self {
        case .lexer: try LexerTarget.run(bytes)
        case .parser: try ParserTarget.run(bytes)
        case .executor: try ExecutorTarget.run(bytes)
        case .yaml: try YAMLTarget.run(bytes)
        case .chart: try ChartTarget.run(bytes)
        }
    }
}
