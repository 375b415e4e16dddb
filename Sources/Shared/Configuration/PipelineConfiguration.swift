/// What one pipeline is configured to do: the three programs' sections and what they share.
///
/// A value holds the defaults, the configuration file over them, and a program's flags over both. Every field has a
/// value that works, except those without which a program has nothing to do (what to watch, which templates): a program
/// asks for these with ``requirements(of:)`` once its flags are in.
package struct PipelineConfiguration: Sendable, Equatable {
    /// Names the sources of the pipeline's events, its field manager and its metrics (`metadata.name`): a DNS-1123 label.
    package var name: String
    /// Which cluster, and as whom.
    package var kubernetes: KubernetesConfiguration
    /// How the program tells people what it does.
    package var logging: LoggingConfiguration
    /// Where the program answers for its health and its metrics.
    package var server: ServerConfiguration
    /// What the watcher watches.
    package var watcher: WatcherConfiguration
    /// How the renderer turns a custom resource into objects.
    package var renderer: RendererConfiguration
    /// How the applier makes the target match.
    package var applier: ApplierConfiguration

    /// The defaults, without a configuration file.
    package init(
        name: String = "fairlead",
        kubernetes: KubernetesConfiguration = KubernetesConfiguration(),
        logging: LoggingConfiguration = LoggingConfiguration(),
        server: ServerConfiguration = ServerConfiguration(),
        watcher: WatcherConfiguration = WatcherConfiguration(),
        renderer: RendererConfiguration = RendererConfiguration(),
        applier: ApplierConfiguration = ApplierConfiguration()
    ) {
        self.name = name
        self.kubernetes = kubernetes
        self.logging = logging
        self.server = server
        self.watcher = watcher
        self.renderer = renderer
        self.applier = applier
    }

    /// The field manager of everything the applier writes: the configured one, or `fairlead-NAME`.
    package var fieldManager: String { applier.fieldManager ?? "fairlead-\(name)" }
}
