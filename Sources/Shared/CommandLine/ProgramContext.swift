import Configuration
import Logging
import Operations

/// What a program's work is given once the command line and the configuration are in.
package struct ProgramContext: Sendable {
    /// Which of the three it is.
    package let program: Program
    /// The file with the flags over it; complete for this program.
    package let configuration: PipelineConfiguration
    /// Logs to standard error, labelled with the program's name.
    package let logger: Logger
    /// What `/metrics` prints; swift-metrics counts into it.
    package let metrics: MetricsRegistry
    /// What `/healthz` and `/readyz` answer from.
    package let health: Health
    /// Says when to stop.
    package let shutdown: Shutdown
}
