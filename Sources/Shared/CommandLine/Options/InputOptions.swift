import ArgumentParser

/// Where a program's events come from.
package struct InputOptions: ParsableArguments, Sendable {
    @Option(
        name: [.customShort("i"), .long],
        help: ArgumentHelp("Where events come from: - (standard input), a file or unix:PATH.", valueName: "link"),
        completion: .file())
    package var input = "-"

    @Flag(help: "Keep reading an input file as it grows.")
    package var follow = false

    package init() {}
}
