import ArgumentParser
import CommandLine
import Configuration
import Events
import GoTemplate
import Operations
import Rendering
import Unix

/// `renderer`: turns change events into bundles of manifests.
struct RendererCommand: PipelineProgram {
    static let program = Program.renderer
    static let configuration = CommandConfiguration(
        commandName: "renderer",
        abstract: "Turns changes of custom resources into bundles of manifests.",
        discussion: """
            Reads change events, renders the templates with each custom resource, and writes a bundle for each: the objects \
            that it should become. It never talks to a cluster. The same lines and templates give the same bytes.
            """,
        version: FairleadVersion.current,
        subcommands: RendererTools.subcommands)

    @OptionGroup(title: "Links") var input: InputOptions
    @OptionGroup(title: "Links") var output: OutputOptions
    @OptionGroup(title: "Rendering") var settings: RendererOptions
    @OptionGroup(title: "Helm chart") var chart: ChartOptions
    @OptionGroup(title: "Common") var common: CommonOptions

    func validate() throws { try chart.validate(beside: settings) }

    func patch(_ configuration: inout PipelineConfiguration) {
        settings.patch(&configuration)
        chart.patch(&configuration)
    }

    func run(in context: ProgramContext) async throws {
        guard !chart.values.contains(where: { $0.paths.contains("-") }) else {
            throw RenderError("--values - is for render and lint only: values are read anew whenever they change")
        }
        let factory = try await RendererFactory(context.configuration.renderer).fetching(logger: context.logger)
        let templates = try factory.reloading()
        let renderer = try factory.make()
        let service = RenderService(
            stage: try RenderStage(
                renderer: renderer, composer: EventComposer(program: "renderer", pipeline: context.configuration.name),
                temporaryDirectory: Path.temporaryDirectory),
            source: try EventSource(Link(parsing: input.input), follow: input.follow),
            sink: try EventSink(Link(parsing: output.output), recording: output.record),
            templates: templates, charts: factory.shelf, health: context.health, logger: context.logger)
        try await service.run(shutdown: context.shutdown)
    }
}
