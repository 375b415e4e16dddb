import ArgumentParser

/// Chooses how the command line is read.
///
/// ArgumentParser gives a command its flags wherever they stand, also behind the name of a subcommand, so that `--output` could
/// not be one thing to `renderer` and another to `renderer render`. What begins with a subcommand's name is therefore read by a
/// command that has no flags.
@main
enum RendererProgram {
    static func main() async {
        let arguments = Array(Swift.CommandLine.arguments.dropFirst())
        if let first = arguments.first, RendererTools.names.contains(first) {
            await RendererTools.main(arguments)
        } else if arguments == ["--version"] {
            // With a value it is Helm's flag, the chart's version; alone it is the program's own, as everywhere.
            print(RendererCommand.configuration.version)
        } else {
            await stream(arguments)
        }
    }

    /// Runs `renderer` itself, which knows the subcommands for its help and its completions only.
    private static func stream(_ arguments: [String]) async {
        do {
            var command = try RendererCommand.parseAsRoot(arguments)
            if let name = type(of: command).configuration.commandName, RendererTools.names.contains(name) {
                throw ValidationError("The flags of \(name) stand behind its name: renderer \(name) ...")
            }
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            RendererCommand.exit(withError: error)
        }
    }
}
