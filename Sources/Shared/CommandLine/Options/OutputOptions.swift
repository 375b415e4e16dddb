import ArgumentParser

/// Where a program's events go.
package struct OutputOptions: ParsableArguments, Sendable {
    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("Where events go: - (standard output), a file or unix:PATH.", valueName: "link"),
        completion: .file())
    package var output = "-"

    @Option(help: ArgumentHelp("Also keep every event in this file (mode 0600).", valueName: "file"), completion: .file())
    package var record: String?

    package init() {}
}
