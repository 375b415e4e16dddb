import ArgumentParser
import CommandLine
import Configuration
import Events
import Kubernetes
import Operations
import Watching

/// The program `watcher`.
@main
struct WatcherCommand: PipelineProgram {
    static let program = Program.watcher

    static let configuration = CommandConfiguration(
        commandName: "watcher",
        abstract: "Turns what happens to custom resources into change events.",
        discussion: """
            Lists the resources, tells every object, and then tells what changes, one event a line. It only reads: it needs to list \
            and watch the resources and sources, nothing else.

            With --directory it watches YAML and JSON files in place of a cluster.
            """,
        version: FairleadVersion.current)

    @OptionGroup var common: CommonOptions
    @OptionGroup var settings: WatcherOptions
    @OptionGroup var cluster: ClusterOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Tell everything that there is, then exit.")
    var once = false

    func patch(_ configuration: inout PipelineConfiguration) {
        settings.patch(&configuration)
        cluster.patch(&configuration)
    }

    func run(in context: ProgramContext) async throws {
        context.metrics.describe(WatcherMetrics.descriptions)
        let sink = try EventSink(Link(parsing: output.output), recording: output.record)
        let assembly = try Assembly(context, once: once)
        context.metrics.collect { page in assembly.collect(into: &page) }
        let watcher = Watcher(
            source: assembly.source, outlet: assembly.outlet, sink: sink,
            composer: EventComposer(program: "watcher", pipeline: context.configuration.name),
            resync: once ? nil : context.configuration.watcher.resync, logger: context.logger, shutdown: context.shutdown)
        defer { assembly.client?.shutdown() }
        try await watcher.run()
    }
}
