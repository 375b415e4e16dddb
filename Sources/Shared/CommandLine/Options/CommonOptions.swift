import ArgumentParser
import Configuration

/// What every program takes: the configuration file, and the settings that all three share.
package struct CommonOptions: ParsableArguments, Sendable {
    @Option(
        name: [.customShort("c"), .long],
        help: ArgumentHelp("The pipeline's configuration file; - is standard input.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml", "json"]))
    package var config: String?

    @Option(help: ArgumentHelp("The pipeline's name (metadata.name).", valueName: "name"))
    package var pipeline: String?

    @Option(help: ArgumentHelp("The least severe level to log (spec.logging.level).", valueName: "level"))
    package var logLevel: LoggingConfiguration.Level?

    @Option(help: ArgumentHelp("How log lines look (spec.logging.format).", valueName: "format"))
    package var logFormat: LoggingConfiguration.Format?

    @Option(
        help: ArgumentHelp(
            "Where to answer for health and metrics (spec.server.address), such as 127.0.0.1:8080, :8080 or [::1]:0.",
            valueName: "host:port"))
    package var address: ListenAddress?

    @Option(help: ArgumentHelp("The path of the metrics (spec.server.metricsPath).", valueName: "path"))
    package var metricsPath: String?

    @Option(help: ArgumentHelp("The path of the status (spec.server.statusPath).", valueName: "path"))
    package var statusPath: String?

    package init() {}

    /// Lays the flags that were given over a configuration.
    package func patch(_ configuration: inout PipelineConfiguration) {
        if let pipeline { configuration.name = pipeline }
        if let logLevel { configuration.logging.level = logLevel }
        if let logFormat { configuration.logging.format = logFormat }
        if let address { configuration.server.address = address }
        if let metricsPath { configuration.server.metricsPath = metricsPath }
        if let statusPath { configuration.server.statusPath = statusPath }
    }
}
