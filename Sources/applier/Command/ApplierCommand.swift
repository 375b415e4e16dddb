import ArgumentParser
import CommandLine
import Configuration
import Events
import Kubernetes
import Logging
import Operations
import Reconciling
import Unix

/// The applier: makes the target match bundles, and tells what came of it.
@main
struct ApplierCommand: PipelineProgram {
    static let program = Program.applier
    static let configuration = CommandConfiguration(
        commandName: "applier",
        abstract: "Makes a cluster, or a directory, match the bundles that the renderer sends.",
        discussion: """
            Bundles come in as lines of JSON, results go out the same way; people read standard error.

              watcher -c pipeline.yaml | renderer -c pipeline.yaml | applier -c pipeline.yaml
              applier --directory out < bundles.ndjson
            """,
        version: FairleadVersion.current)

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Applying") var settings: ApplierOptions
    @OptionGroup(title: "Cluster") var cluster: ClusterOptions
    @OptionGroup(title: "Common") var common: CommonOptions

    func patch(_ configuration: inout PipelineConfiguration) {
        cluster.patch(&configuration)
        settings.patch(&configuration)
    }

    func run(in context: ProgramContext) async throws {
        do {
            try await apply(in: context)
        } catch let error as LinkError {
            // Nobody reads the results any more: an orderly stop.
            if error == .consumerGone { return }
            throw ApplierFailure.link(error)
        }
    }

    private func apply(in context: ProgramContext) async throws {
        let source = try EventSource(Link(parsing: input.input), follow: input.follow)
        let sink = try EventSink(Link(parsing: output.output), recording: output.record, whenAbsent: .discard)
        let applier = try applier(context, sink)
        let identifier = context.shutdown.onRequest {
            source.stop()
            applier.stop()
        }
        defer { context.shutdown.forget(identifier) }
        // A reader that goes away is noticed even while there is nothing to tell.
        let watch = Task {
            guard await sink.untilEnded() == .consumerGone else { return }
            source.stop()
            applier.stop()
        }
        defer { watch.cancel() }
        let givenUp = try await applier.run(source)
        try await sink.flush()
        await sink.close()
        if givenUp > 0 { throw ApplierFailure.givenUp(givenUp) }
    }

    private func applier(_ context: ProgramContext, _ sink: EventSink) throws -> Applier {
        let configuration = context.configuration
        return Applier(
            Applier.Parts(
                target: try target(context), composer: EventComposer(program: "applier", pipeline: configuration.name),
                send: { (event) throws(LinkError) in try await sink.send(event) },
                announcer: Announcer(logger: context.logger, print: printer(context)), logger: context.logger,
                registry: context.metrics,
                releases: ReleaseMetrics(registry: context.metrics) { WallClock.now().secondsSince1970 },
                pipeline: configuration.name, workers: configuration.applier.concurrency * 2))
    }

    private func target(_ context: ProgramContext) throws -> any Target {
        let configuration = context.configuration
        if configuration.applier.dryRun == .client { return PrintTarget { LogStream.standardError.write($0) } }
        if case .directory(let path) = configuration.applier.target {
            return try DirectoryTarget(
                path: path, pipeline: configuration.name, dryRun: configuration.applier.dryRun == .server, logger: context.logger)
        }
        let access = try ClientConfiguration.load(
            kubeconfig: configuration.kubernetes.kubeconfig, context: configuration.kubernetes.context)
        let requests = RequestMetrics(registry: context.metrics)
        let client = KubernetesClient(access, logger: context.logger) { requests.answered(code: $0, method: $1, host: $2) }
        let settings = Cluster.Settings(
            pipeline: configuration.name, fieldManager: configuration.fieldManager, version: FairleadVersion.current,
            force: configuration.applier.forceConflicts, dryRun: configuration.applier.dryRun == .server,
            fallbackNamespace: access.namespace)
        return ClusterTarget(
            Cluster(
                client: client, settings: settings, concurrency: configuration.applier.concurrency, logger: context.logger))
    }

    /// Writes lines for people, where the log is for people too.
    private func printer(_ context: ProgramContext) -> (@Sendable ([UInt8]) -> Void)? {
        guard context.configuration.logging.format == .text else { return nil }
        return { LogStream.standardError.write($0) }
    }
}
