import ArgumentParser
import CommandLine
import Configuration
import Rendering
import Unix

/// `renderer render FILE...`: what a person tries a template out with.
struct RenderCommand: PipelineProgram {
    static let program = Program.renderer
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Renders custom resources from files to YAML on standard output, as helm template does.",
        discussion: "A file may have several documents. What cannot be rendered is said on standard error, and the rest goes on.")

    @Argument(help: "Files of custom resources in YAML or JSON; - is standard input.", completion: .file())
    var files: [String]
    @Option(
        name: .customLong("source"),
        help: ArgumentHelp("A file of objects of the cluster that lookup finds; may be repeated.", valueName: "file"),
        completion: .file())
    var sources: [String] = []
    @OptionGroup(title: "Output") var output: PreviewOptions
    @OptionGroup(title: "Rendering") var settings: RendererOptions
    @OptionGroup(title: "Helm chart") var chart: ChartOptions
    @OptionGroup(title: "Common") var common: CommonOptions

    func validate() throws { try chart.validate(beside: settings) }

    func patch(_ configuration: inout PipelineConfiguration) {
        settings.patch(&configuration)
        chart.patch(&configuration)
    }

    func run(in program: ProgramContext) async throws {
        var factory = try await RendererFactory(program.configuration.renderer).fetching(logger: program.logger, isPatient: true)
        factory.isUpgrade = output.isUpgrade
        try factory.readStandardInput(besides: files)
        let renderer: any Renderer
        do throws(RenderError) { renderer = try factory.make() } catch {
            complain(error.explanation)
            throw ExitCode(ExitStatus.failed.rawValue)
        }
        var context = RenderContext()
        context.sources = try RenderPreview.sources(of: sources)
        let preview = RenderPreview(renderer: renderer, context: context)
        var selection = try output.selection
        let releases = factory.releasePrefix
        var printing = PreviewPrinting(output, showsSources: renderer.engine == "helm")
        var isWhole = true
        for file in files {
            for outcome in await preview.outcomes(of: file == "-" ? "/dev/stdin" : file) {
                switch outcome.result {
                case .success(let parts):
                    let release = releases.isEmpty ? outcome.name : "\(releases)-\(outcome.name)"
                    try printing.add(selection.chosen(of: parts), release: release)
                case .failure(let error):
                    isWhole = false
                    complain(outcome.explanation(of: error))
                    guard let rejected = error.output else { continue }
                    complain(output.debug ? rejected.numbered : "  (--debug shows all that the template wrote)")
                }
            }
        }
        try printing.finish()
        // What could not be rendered may be what was asked for.
        if isWhole, let problem = selection.problem {
            complain("\(problem)")
            isWhole = false
        }
        if !isWhole { throw ExitCode(ExitStatus.failed.rawValue) }
    }

    private func complain(_ text: String) { StandardError.write(text) }
}
