import JSON

/// Reads a Lostrómos file: `crd`, `templates`, `k8s`, `server`, `logging`, `nop`.
///
/// Keys count regardless of case, `-` and `_`, and one that is not known is a warning, as Lostrómos takes them. The meanings
/// carry over to the three programs: the applier answers on `server.address` (`:8080` if it is not given) and logs are JSON
/// unless `logging.pretty` is set. A chart is used in place of templates; `helm.tiller` is of no use any more.
struct LostromosDecoder {
    /// Whose view of the file is wanted.
    let program: Program
    /// Whether the program runs in a pod, whose service account Lostrómos prefers to `k8s.config`.
    let isInPod: Bool

    /// Whether a file without `apiVersion` is one of Lostrómos's.
    static func recognizes(_ object: JSONObject) -> Bool {
        object.keys.contains { $0.lowercased() == "crd" }
    }

    func decode(_ root: MappingReader) -> PipelineConfiguration {
        var configuration = PipelineConfiguration()
        if let crd = root.mapping("crd") { decodeResource(crd, into: &configuration) }
        if let templates = optionalString(root, "templates", "the path of a directory") {
            configuration.renderer.engine = .goTemplate(GoTemplateEngine(directory: templates))
        }
        if let cluster = root.mapping("k8s") {
            let kubeconfig = optionalString(cluster, "config", "the path of a kubeconfig file")
            configuration.kubernetes.kubeconfig = isInPod ? nil : kubeconfig
            cluster.finishWarning()
        }
        if truth(root, "nop") == true { configuration.applier.dryRun = .client }
        decodeServer(root, into: &configuration)
        decodeLogging(root, into: &configuration)
        decodeHelm(root, into: &configuration)
        root.finishWarning()
        return configuration
    }

    private func decodeResource(_ crd: MappingReader, into configuration: inout PipelineConfiguration) {
        let plural = crd.string(
            "name", "the CRD's plural in lower case, such as characters", where: KubernetesNames.isLabel)
        if !crd.has("name") { crd.missing("name", "add the CRD's plural, such as name: characters") }
        let group = crd.string("group", "an API group such as stable.example.com", where: KubernetesNames.isSubdomain)
        if !crd.has("group") { crd.missing("group", "add the CRD's group, such as group: stable.example.com") }
        let version = crd.string("version", "a version such as v1 or v1alpha1") { $0.first == "v" && KubernetesNames.isLabel($0) }
        let namespace = optionalString(crd, "namespace", "the name of a namespace", where: KubernetesNames.isLabel)
        let filter = optionalString(
            crd, "filter", "the key of an annotation such as example.com/managed", where: KubernetesNames.isQualifiedName)
        crd.finishWarning()
        guard let plural, let group else { return }
        configuration.watcher.resources = [
            WatchedResource(
                group: group, version: version ?? "v1", plural: plural, namespaces: namespace.map { [$0] } ?? [])
        ]
        configuration.watcher.filter.annotation = filter
        configuration.name = LostromosDecoder.name([plural, group, namespace, filter])
    }

    /// The pipeline's name: what tells one Lostrómos of a cluster from another, as a label's value must be.
    static func name(_ parts: [String?]) -> String {
        let text = parts.compactMap { $0 }.joined(separator: "-").lowercased()
        let bytes = text.utf8.map { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) ? byte : UInt8(ascii: "-")
        }
        // Cut to 63 characters, two names could become one: the hash of the whole (FNV-1a) keeps them apart.
        let hash = text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        let hex = String(hash, radix: 16)
        let suffix = "-" + String(repeating: "0", count: 8 - hex.count) + hex
        return bytes.count <= 63
            ? String(decoding: bytes, as: UTF8.self) : String(decoding: bytes.prefix(54), as: UTF8.self) + suffix
    }

    private func decodeServer(_ root: MappingReader, into configuration: inout PipelineConfiguration) {
        var server = ServerConfiguration(address: ListenAddress(host: "", port: 8080))
        if let settings = root.mapping("server") {
            if let value = settings.value("address") {
                if let address = value.stringValue.flatMap({ ListenAddress(parsing: $0) }) {
                    server.address = address
                } else {
                    settings.wrong("address", "must be an address such as 127.0.0.1:8080 or :8080", value)
                }
            }
            let path = "a path that begins with \"/\" and is not /healthz, /livez or /readyz"
            server.metricsPath = settings.string("metricsEndpoint", path, where: ServerConfiguration.isPath) ?? server.metricsPath
            server.statusPath = settings.string("statusEndpoint", path, where: ServerConfiguration.isPath) ?? server.statusPath
            settings.finishWarning()
        }
        if program == .applier { configuration.server = server }
    }

    private func decodeLogging(_ root: MappingReader, into configuration: inout PipelineConfiguration) {
        configuration.logging.format = .json
        if truth(root, "debug") == true { configuration.logging.level = .debug }
        guard let logging = root.mapping("logging") else { return }
        if truth(logging, "debug") == true { configuration.logging.level = .debug }
        if truth(logging, "pretty") == true { configuration.logging.format = .text }
        logging.finishWarning()
    }

    private func decodeHelm(_ root: MappingReader, into configuration: inout PipelineConfiguration) {
        guard let settings = root.mapping("helm") else { return }
        let chart = optionalString(settings, "chart", "the path of a chart's folder or archive") { !$0.contains("://") }
        let repositories = RepositoryDecoder { $0 }.list(settings)
        let namespace = optionalString(settings, "namespace", "the name of a namespace", where: KubernetesNames.isLabel)
        let prefix = optionalString(settings, "releasePrefix", "the beginning of a name", where: KubernetesNames.isLabel)
        let wait = truth(settings, "wait") ?? false
        let seconds = settings.integer("waitTimeout", 1...86_400)
        if settings.value("tiller") != nil {
            root.problems.warn("helm.tiller is not used: charts are rendered without Tiller", atKey: settings.path(of: "tiller"))
        }
        settings.finishWarning()
        guard let chart else { return }
        var helm = HelmConfiguration(
            chart: chart, namespace: namespace ?? "default", releasePrefix: prefix ?? "lostromos", wait: wait,
            waitTimeout: .seconds(seconds ?? 120))
        helm.repositories = repositories
        helm.alwaysChoosesCharts = true
        configuration.renderer.engine = .helm(helm)
    }

    /// A string that may be empty, which means that it is not set.
    private func optionalString(
        _ section: MappingReader, _ key: String, _ what: String, where check: (String) -> Bool = { _ in true }
    ) -> String? {
        if section.value(key)?.stringValue?.isEmpty == true { return nil }
        return section.string(key, what, where: check)
    }

    /// A boolean, also as the string that Lostrómos takes for one.
    private func truth(_ section: MappingReader, _ key: String) -> Bool? {
        guard let value = section.value(key) else { return nil }
        switch value.stringValue?.lowercased() {
        case "true", "t", "1": return true
        case "false", "f", "0": return false
        default: return section.bool(key)
        }
    }
}
