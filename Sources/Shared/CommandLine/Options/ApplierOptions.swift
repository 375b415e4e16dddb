import ArgumentParser
import Configuration

/// The applier's settings as flags (`spec.applier`).
package struct ApplierOptions: ParsableArguments, Sendable {
    @Option(help: ArgumentHelp("The field manager of what is applied (spec.applier.fieldManager).", valueName: "name"))
    package var fieldManager: String?

    @Flag(inversion: .prefixedNo, help: "Take over fields that another manager owns (spec.applier.forceConflicts).")
    package var forceConflicts: Bool?

    @Option(
        help: ArgumentHelp(
            "Write YAML files below a directory in place of a cluster (spec.applier.target.directory.path).", valueName: "path"),
        completion: .directory)
    package var directory: String?

    @Flag(help: "Apply to the cluster, whatever the file's target (spec.applier.target.cluster).")
    package var cluster = false

    @Option(help: ArgumentHelp("The most requests in flight (spec.applier.concurrency).", valueName: "count"))
    package var concurrency: Int?

    @Option(
        defaultAsFlag: DryRun.client,
        help: ArgumentHelp(
            "Write nothing: client prints and sends nothing, server sends requests that keep nothing (spec.applier.dryRun).",
            valueName: "mode"))
    package var dryRun: DryRun?

    @Flag(help: "Print and apply nothing: the same as --dry-run=client.")
    package var nop = false

    package init() {}

    package mutating func validate() throws {
        if cluster && directory != nil {
            throw ValidationError("--cluster and --directory exclude each other: give one of them.")
        }
        if nop, let dryRun, dryRun != .client {
            throw ValidationError("--nop and --dry-run=\(dryRun.rawValue) exclude each other: give one of them.")
        }
        if let concurrency, !(1...1_000).contains(concurrency) {
            throw ValidationError("--concurrency must be 1 to 1000, not \(concurrency).")
        }
    }

    /// Lays the flags that were given over a configuration.
    package func patch(_ configuration: inout PipelineConfiguration) {
        if let fieldManager { configuration.applier.fieldManager = fieldManager }
        if let forceConflicts { configuration.applier.forceConflicts = forceConflicts }
        if let directory { configuration.applier.target = .directory(path: directory) }
        if cluster { configuration.applier.target = .cluster }
        if let concurrency { configuration.applier.concurrency = concurrency }
        if let dryRun { configuration.applier.dryRun = dryRun }
        if nop { configuration.applier.dryRun = .client }
    }
}
