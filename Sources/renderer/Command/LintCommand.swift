import ArgumentParser
import CommandLine
import Configuration
import GoTemplate
import JSON
import Linting
import Operations
import Rendering
import Unix

/// `renderer lint [FILE...]`: what is wrong with templates, before they meet a custom resource.
struct LintCommand: PipelineProgram {
    static let program = Program.renderer
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Finds mistakes in templates without running them, and by running them on samples.",
        discussion: """
            Finds what cannot be parsed, functions and templates that there are not, templates that nothing calls and parts that are \
            never executed. With --crd it follows every field that templates read against the custom resource's schema. Sample \
            resources are rendered, and what comes out is checked. Exits with 1 if there are errors.
            """)

    /// How the findings are written.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, sarif
    }

    @Argument(help: "Files of sample custom resources in YAML or JSON.", completion: .file())
    var files: [String] = []
    @Option(
        help: ArgumentHelp("The file of the custom resource's definition.", valueName: "file"), completion: .file())
    var crd: String?
    @Option(
        help: ArgumentHelp("The version in the definition that templates get; the stored one if left out.", valueName: "version"))
    var crdVersion: String?
    @Option(name: [.customShort("o"), .customLong("output"), .long], help: "How findings are written.")
    var format: Format = .text
    @Flag(help: "Exit with 1 if there are warnings, too.")
    var strict = false
    @OptionGroup(title: "Rendering") var settings: RendererOptions
    @OptionGroup(title: "Helm chart") var chart: ChartOptions
    @OptionGroup(title: "Common") var common: CommonOptions

    func patch(_ configuration: inout PipelineConfiguration) {
        settings.patch(&configuration)
        chart.patch(&configuration)
    }

    func run(in context: ProgramContext) async throws {
        let factory = try RendererFactory(context.configuration.renderer)
        let directory = try factory.directory()
        let sources = try TemplateFiles(in: directory).files
        var texts: [String: [UInt8]] = [:]
        for file in sources { texts[Path.join(directory, file.name)] = file.text }
        var schema: ResourceSchema?
        if let crd {
            let text = try File.read(crd)
            texts[crd] = text
            schema = try ResourceSchema(text, file: crd, version: crdVersion)
        }
        let linted = sources.enumerated().map { index, file in
            LintedTemplates.File(name: file.name, text: file.text, isEntry: index == 0)
        }
        var findings = TemplateLinter(functions: factory.functionNames).findings(in: linted, schema: schema)
        // What cannot be parsed cannot be rendered either.
        if !findings.contains(where: { [.syntax, .unknownFunction, .unknownTemplate].contains($0.rule) }) {
            findings += try samples(rendered: factory.make())
        }
        let names = Set(sources.map(\.name))
        let report = LintReport(findings.map { names.contains($0.file) ? $0.below(directory) : $0 })
        try write(report, texts: texts)
        if report.errors > 0 || strict && report.warnings > 0 { throw ExitCode(ExitStatus.failed.rawValue) }
    }

    /// What is wrong with what the samples come to.
    private func samples(rendered renderer: any Renderer) -> [Finding] {
        files.flatMap { file in
            RenderPreview(renderer: renderer).outcomes(of: file).flatMap { bundle -> [Finding] in
                switch bundle.result {
                case .success(let parts):
                    return parts.map(\.manifest).flatMap { manifest in
                        ManifestCheck.problems(with: (try? manifest.object.value()) ?? .null).map {
                            Finding(.manifest, "\(manifest.name), rendered from it: \($0)", file: file, line: bundle.line)
                        }
                    }
                case .failure(let error):
                    if let template = error.template {
                        let message = "\(error.message) (with \(file)\(bundle.line.map { ":\($0)" } ?? ""))"
                        return [Finding(.render, message, file: template, line: error.line, column: error.column)]
                    }
                    return [Finding(.render, error.message, file: file, line: bundle.line)]
                }
            }
        }
    }

    private func write(_ report: LintReport, texts: [String: [UInt8]]) throws(UnixError) {
        let text: [UInt8] =
            switch format {
            case .text: Array(report.text(sources: texts).utf8)
            case .json: report.json.serialized(.pretty()) + [UInt8(ascii: "\n")]
            case .sarif:
                report.sarif(version: FairleadVersion.current).serialized(.pretty())
                    + [UInt8(ascii: "\n")]
            }
        try StandardOutput.write(text)
    }
}
