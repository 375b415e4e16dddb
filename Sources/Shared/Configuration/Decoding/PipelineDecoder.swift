import JSON

/// Reads a pipeline's file: `apiVersion: fairlead.dev/v1alpha1`, `kind: Pipeline`.
struct PipelineDecoder {
    static let apiVersion = "fairlead.dev/v1alpha1"
    static let kind = "Pipeline"

    /// Whose view of the file is wanted.
    let program: Program
    /// The directory that relative paths of the file start from; nil: the working directory.
    let directory: String?

    func decode(_ root: MappingReader) -> PipelineConfiguration {
        var configuration = PipelineConfiguration()
        checkType(root)
        if let metadata = root.mapping("metadata") {
            configuration.name = name(metadata) ?? configuration.name
            metadata.finish(elsewhere: SettingReference.all)
        } else if !root.has("metadata") {
            root.missing("metadata", "give the pipeline a name, such as metadata: {name: characters}")
        }
        if let spec = root.mapping("spec") {
            decode(spec, into: &configuration)
            spec.finish(elsewhere: SettingReference.all)
        } else if !root.has("spec") {
            root.missing("spec", "it holds the sections watcher, renderer and applier")
        }
        root.finish(elsewhere: SettingReference.all)
        return configuration
    }

    private func checkType(_ root: MappingReader) {
        if root.has("apiVersion") {
            _ = root.string("apiVersion", PipelineDecoder.apiVersion) { $0 == PipelineDecoder.apiVersion }
        } else {
            _ = root.value("apiVersion")
            root.missing("apiVersion", "write apiVersion: \(PipelineDecoder.apiVersion)")
        }
        if root.has("kind") {
            _ = root.string("kind", PipelineDecoder.kind) { $0 == PipelineDecoder.kind }
        } else {
            _ = root.value("kind")
            root.missing("kind", "write kind: \(PipelineDecoder.kind)")
        }
    }

    private func name(_ metadata: MappingReader) -> String? {
        // What kubectl or Helm may add to a pipeline that is kept as an object of a cluster is of no use here.
        for key in ["namespace", "labels", "annotations"] { _ = metadata.value(key) }
        guard metadata.has("name") else {
            _ = metadata.value("name")
            metadata.missing("name", "give the pipeline a name, such as characters")
            return nil
        }
        return metadata.string(
            "name", "a name of at most 63 lower-case letters, digits and \"-\", such as characters",
            where: KubernetesNames.isLabel)
    }

    private func decode(_ spec: MappingReader, into configuration: inout PipelineConfiguration) {
        if let kubernetes = spec.mapping("kubernetes") {
            configuration.kubernetes.kubeconfig = kubernetes.string("kubeconfig", "the path of a file").map(resolved)
            configuration.kubernetes.context = kubernetes.string("context", "the name of a context")
            kubernetes.finish(elsewhere: SettingReference.all)
        }
        shared(spec, into: &configuration, isOurs: true)
        let watcher = spec.mapping("watcher")
        if let watcher {
            configuration.watcher = decodeWatcher(watcher)
            shared(watcher, into: &configuration, isOurs: program == .watcher)
            watcher.finish(elsewhere: SettingReference.all)
        }
        if let renderer = spec.mapping("renderer") {
            configuration.renderer = decodeRenderer(renderer)
            shared(renderer, into: &configuration, isOurs: program == .renderer)
            renderer.finish(elsewhere: SettingReference.all)
        }
        if let applier = spec.mapping("applier") {
            configuration.applier = decodeApplier(applier)
            shared(applier, into: &configuration, isOurs: program == .applier)
            applier.finish(elsewhere: SettingReference.all)
        }
    }

    /// `logging` and `server`, of `spec` or of one program's section; what is another program's is only checked.
    private func shared(_ section: MappingReader, into configuration: inout PipelineConfiguration, isOurs: Bool) {
        var (logging, server) = (configuration.logging, configuration.server)
        if let settings = section.mapping("logging") {
            logging.level = settings.choice("level", LoggingConfiguration.Level.self) ?? logging.level
            logging.format = settings.choice("format", LoggingConfiguration.Format.self) ?? logging.format
            settings.finish(elsewhere: SettingReference.all)
        }
        if let settings = section.mapping("server") {
            server.address = address(settings, "address") ?? server.address
            server.metricsPath =
                settings.string("metricsPath", PipelineDecoder.path, where: ServerConfiguration.isPath) ?? server.metricsPath
            server.statusPath =
                settings.string("statusPath", PipelineDecoder.path, where: ServerConfiguration.isPath) ?? server.statusPath
            settings.finish(elsewhere: SettingReference.all)
        }
        if isOurs { (configuration.logging, configuration.server) = (logging, server) }
    }

    private static let path = "a path that begins with \"/\" and is not /healthz, /livez or /readyz"

    /// A path of the file as the program opens it.
    func resolved(_ path: String) -> String {
        guard let directory, !directory.isEmpty, !path.hasPrefix("/") else { return path }
        return directory.hasSuffix("/") ? directory + path : "\(directory)/\(path)"
    }

    /// An address to listen on.
    func address(_ settings: MappingReader, _ key: String) -> ListenAddress? {
        guard let value = settings.value(key) else { return nil }
        if let address = value.stringValue.flatMap({ ListenAddress(parsing: $0) }) { return address }
        settings.wrong(key, "must be an address such as 127.0.0.1:8080, :8080 or \"[::1]:0\"", value)
        return nil
    }
}
