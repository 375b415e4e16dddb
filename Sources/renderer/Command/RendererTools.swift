import ArgumentParser
import CommandLine
import Configuration
import Operations

/// The subcommands of `renderer`, for people who write templates.
struct RendererTools: AsyncParsableCommand {
    static let subcommands: [any ParsableCommand.Type] = [RenderCommand.self, LintCommand.self]
    static let configuration = CommandConfiguration(
        commandName: Program.renderer.rawValue, abstract: RendererCommand.configuration.abstract,
        version: FairleadVersion.current, subcommands: subcommands)

    /// What a command line begins with that is theirs.
    static let names = Set(subcommands.compactMap { $0.configuration.commandName })
}
