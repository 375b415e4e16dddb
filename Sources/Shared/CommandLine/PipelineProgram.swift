import ArgumentParser
import Configuration

/// One of the three programs as a command: its flags, and its work.
///
/// ```swift
/// struct Watcher: PipelineProgram {
///     static let program = Program.watcher
///     static let configuration = CommandConfiguration(commandName: "watcher", abstract: "...", version: FairleadVersion.current)
///     @OptionGroup var common: CommonOptions
///     @OptionGroup var settings: WatcherOptions
///
///     func patch(_ configuration: inout PipelineConfiguration) { settings.patch(&configuration) }
///     func run(in context: ProgramContext) async throws { ... }
/// }
/// await Watcher.main()
/// ```
///
/// What it inherits reads the configuration, lays the flags over it, sets up logging, metrics, the server and the signals,
/// does the work, and turns what the work throws into a message and an ``ExitStatus``.
package protocol PipelineProgram: AsyncParsableCommand, Sendable {
    /// Which of the three it is.
    static var program: Program { get }
    /// The flags that all share.
    var common: CommonOptions { get }
    /// Lays the program's own flags over the configuration.
    func patch(_ configuration: inout PipelineConfiguration)
    /// Does the work; returns once it is done, or once what was in flight at a ``ProgramContext/shutdown`` is.
    func run(in context: ProgramContext) async throws
}
