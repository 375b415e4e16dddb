import ArgumentParser
import Configuration
import CoreMetrics
import Glibc
import Logging
import Operations
import Synchronization
import Unix

/// One run of a program, from its flags to its exit status.
enum ProgramRun {
    /// Reads the configuration, sets up what every program has, does the work.
    ///
    /// - Throws: `ExitCode`, with everything already said on standard error.
    static func run<Command: PipelineProgram>(_ command: Command) async throws {
        Unix.Process.ignoreBrokenPipes()
        let resolved: ResolvedConfiguration
        do {
            resolved = try ResolvedConfiguration(command)
        } catch {
            complain(Command.program, error)
            throw ExitCode(status(of: error, shutdown: nil).rawValue)
        }
        let context = context(Command.program, resolved.configuration)
        for warning in resolved.warnings {
            context.logger.warning("the configuration has what is not used", metadata: ["problem": "\(warning)"])
        }
        let status = await work(command, context)
        LogStream.standardError.flush(within: 2_000)
        if status != .done { throw ExitCode(status.rawValue) }
    }

    /// Logging, metrics and what else a program's work is given.
    private static func context(_ program: Program, _ configuration: PipelineConfiguration) -> ProgramContext {
        LogBootstrap.bootstrap(
            level: Logger.Level(configuration.logging.level), format: LogFormat(configuration.logging.format))
        let metrics = MetricsRegistry()
        ProcessMetrics.install(in: metrics, program: program.rawValue)
        MetricsSystem.bootstrap(metrics)
        return ProgramContext(
            program: program, configuration: configuration, logger: Logger(label: program.rawValue), metrics: metrics,
            health: Health(), shutdown: Shutdown())
    }

    /// Does the work under the signals and with the server up.
    private static func work(_ command: some PipelineProgram, _ context: ProgramContext) async -> ExitStatus {
        let (health, shutdown) = (context.health, context.shutdown)
        shutdown.onRequest { health.stop() }
        let signals = ShutdownSignals(shutdown: shutdown, logger: context.logger) { code in
            LogStream.standardError.flush(within: 500)
            Glibc._exit(code)
        }
        do {
            let server = try server(context)
            defer { server?.stop() }
            health.start()
            try await signals.run { try await command.run(in: context) }
            return .done
        } catch {
            let status = status(of: error, shutdown: shutdown)
            if status != .done, !(error is ExitCode) {
                context.logger.error("the program ends", metadata: ["reason": "\(error)", "status": "\(status.rawValue)"])
            }
            return status
        }
    }

    /// Listens where an address is given.
    private static func server(_ context: ProgramContext) throws(UnixError) -> OperationsServer? {
        let settings = context.configuration.server
        guard let address = settings.address else { return nil }
        let routes = OperationsRoutes(
            health: context.health, metrics: context.metrics, metricsPath: settings.metricsPath, statusPath: settings.statusPath)
        let server = try OperationsServer(host: address.host, port: address.port, routes: routes)
        let bound = ListenAddress(host: address.host, port: server.port)
        context.logger.info("listening for health checks and metrics", metadata: ["address": "\(bound)"])
        return server
    }

    /// What a program exits with after an error.
    static func status(of error: any Error, shutdown: Shutdown?) -> ExitStatus {
        switch error {
        case let error as any ExitingError: error.exitStatus
        case let error as ExitCode: ExitStatus(rawValue: error.rawValue) ?? .failed
        case is ConfigurationError, is ValidationError: .usage
        case is UnixError: .inputOutput
        case is CancellationError where shutdown?.isRequested == true: .done
        default: .failed
        }
    }

    /// Says what is wrong before there is a logger, one line for each problem.
    private static func complain(_ program: Program, _ error: any Error) {
        let lines = (error as? ConfigurationError)?.problems.map(\.description) ?? ["\(error)"]
        StandardError.write(lines.map { "\(program.rawValue): \($0)" }.joined(separator: "\n"))
    }
}

extension PipelineProgram {
    package mutating func run() async throws {
        try await ProgramRun.run(self)
    }
}
