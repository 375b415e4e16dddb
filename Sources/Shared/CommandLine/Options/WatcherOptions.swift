import ArgumentParser
import Configuration

/// The watcher's settings as flags (`spec.watcher`).
package struct WatcherOptions: ParsableArguments, Sendable {
    @Option(
        name: [.customShort("r"), .long],
        help: ArgumentHelp(
            "A resource to watch, such as characters.v1.stable.example.com; may be repeated (spec.watcher.resources).",
            valueName: "plural.version.group"))
    package var resource: [ResourceArgument] = []

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("A namespace to watch; may be repeated (namespaces of every resource).", valueName: "name"))
    package var namespace: [String] = []

    @Flag(name: [.customShort("A"), .long], help: "Watch all namespaces.")
    package var allNamespaces = false

    @Option(
        name: [.customShort("l"), .long],
        help: ArgumentHelp("Only objects with these labels (labelSelector of every resource).", valueName: "selector"))
    package var selector: String?

    @Option(help: ArgumentHelp("Only objects with these fields (fieldSelector of every resource).", valueName: "selector"))
    package var fieldSelector: String?

    @Flag(inversion: .prefixedNo, help: "Tell a change of nothing but the status too (status of every resource).")
    package var status: Bool?

    @Option(
        help: ArgumentHelp(
            "Objects that templates may look up, such as prices=configmaps.v1,namespace=shop; may be repeated (spec.watcher.sources).",
            valueName: "name=plural.version.group[,setting=value]"))
    package var source: [SourceArgument] = []

    @Flag(inversion: .prefixedNo, help: "Tell what the cluster can do (spec.watcher.capabilities).")
    package var capabilities: Bool?

    @Option(
        help: ArgumentHelp(
            "Watch the YAML and JSON files of a directory in place of a cluster (spec.watcher.directory.path).",
            valueName: "path"),
        completion: .directory)
    package var directory: String?

    @Option(
        help: ArgumentHelp("Only objects with this annotation (spec.watcher.filter.annotation).", valueName: "key"))
    package var filterAnnotation: String?

    @Option(
        help: ArgumentHelp(
            "How often to tell every object again, at least 1s; 0: never (spec.watcher.resync).", valueName: "duration"))
    package var resync: DurationArgument?

    package init() {}

    package mutating func validate() throws {
        if allNamespaces && !namespace.isEmpty {
            throw ValidationError("--all-namespaces and --namespace exclude each other: give one of them.")
        }
        if !resource.isEmpty && directory != nil {
            throw ValidationError("--resource and --directory exclude each other: give one of them.")
        }
        if !source.isEmpty && directory != nil {
            throw ValidationError("--source and --directory exclude each other: give one of them.")
        }
        let shortest = WatcherConfiguration.shortestResync
        if let resync = resync?.duration, resync > .zero, resync < shortest {
            throw ValidationError(
                "--resync must be at least \(DurationText.text(shortest)), or 0 for never, not \(DurationText.text(resync)).")
        }
        let names = source.map(\.source.name)
        if let twice = names.first(where: { name in names.count(where: { $0 == name }) > 1 }) {
            throw ValidationError("--source \(twice) is given twice: each source has a name of its own.")
        }
    }

    /// Lays the flags that were given over a configuration: `--resource` and `--directory` replace what the file watches,
    /// `--source` replaces its sources, the flags on namespaces, selectors and status hold for every resource.
    package func patch(_ configuration: inout PipelineConfiguration) {
        if !resource.isEmpty {
            configuration.watcher.directory = nil
            configuration.watcher.resources = resource.map {
                WatchedResource(group: $0.group, version: $0.version, plural: $0.plural)
            }
        }
        if let directory {
            configuration.watcher.resources = []
            configuration.watcher.sources = []
            configuration.watcher.directory = DirectorySource(path: directory)
        }
        if !source.isEmpty { configuration.watcher.sources = source.map(\.source) }
        if let capabilities { configuration.watcher.capabilities = capabilities }
        for index in configuration.watcher.resources.indices {
            if !namespace.isEmpty { configuration.watcher.resources[index].namespaces = namespace }
            if allNamespaces { configuration.watcher.resources[index].namespaces = [] }
            if let selector { configuration.watcher.resources[index].labelSelector = selector }
            if let fieldSelector { configuration.watcher.resources[index].fieldSelector = fieldSelector }
            if let status { configuration.watcher.resources[index].status = status }
        }
        if let filterAnnotation { configuration.watcher.filter.annotation = filterAnnotation }
        if let resync { configuration.watcher.resync = resync.duration == .zero ? nil : resync.duration }
    }
}
