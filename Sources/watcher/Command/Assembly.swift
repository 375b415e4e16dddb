import CommandLine
import Configuration
import Kubernetes
import Metrics
import Operations
import Watching

/// The parts of a run, as the configuration asks for them.
struct Assembly: Sendable {
    let outlet: Outlet
    let source: any ChangeSource
    /// Nil if a directory is the source.
    let client: KubernetesClient?

    init(_ context: ProgramContext, once: Bool) throws {
        let settings = context.configuration.watcher
        if let directory = settings.directory {
            outlet = Outlet(scopes: [], queue: OutgoingQueue())
            source = DirectorySource(
                directory.path, rules: ObservationRules(annotation: settings.filter.annotation), outlet: outlet, once: once,
                logger: context.logger, health: context.health)
            client = nil
            return
        }
        // The sources are listed first.
        let resources =
            settings.sources.map { Self.resource($0.resource, annotation: nil, source: $0.name) }
            + settings.resources.map { Self.resource($0, annotation: settings.filter.annotation) }
        let connection = try ClientConfiguration.load(
            kubeconfig: context.configuration.kubernetes.kubeconfig, context: context.configuration.kubernetes.context)
        let client = KubernetesClient(connection, logger: context.logger) { code, method, host in
            Counter(
                label: "rest_client_requests_total", dimensions: [("code", code), ("method", method), ("host", host)]
            ).increment()
        }
        outlet = Outlet(scopes: resources.map(\.targets.count), sources: resources.map(\.source), queue: OutgoingQueue())
        let capabilities =
            settings.capabilities
            ? CapabilityWatch(outlet: outlet, logger: context.logger) { () async throws(KubernetesError) in
                try await client.capabilities()
            } : nil
        source = ClusterSource(
            resources, outlet: outlet, capabilities: capabilities, once: once, logger: context.logger, health: context.health
        ) { target in
            KubernetesTransport(target, client: client)
        }
        self.client = client
    }

    /// What the configuration says of one resource.
    private static func resource(
        _ resource: WatchedResource, annotation: String?, source: String? = nil
    ) -> ClusterSource.Resource {
        var namespaces: [String?] = []
        for namespace in resource.namespaces where !namespaces.contains(namespace) { namespaces.append(namespace) }
        if namespaces.isEmpty { namespaces = [nil] }
        return ClusterSource.Resource(
            targets: namespaces.map { namespace in
                WatchTarget(
                    group: resource.group, version: resource.version, plural: resource.plural, namespace: namespace,
                    labelSelector: resource.labelSelector, fieldSelector: resource.fieldSelector)
            },
            rules: ObservationRules(annotation: annotation, includesStatus: resource.status), source: source)
    }

    /// Prints what is read at the moment of printing.
    func collect(into page: inout PrometheusText) {
        page.single("watcher_queue_depth", .gauge, help: "Events that wait for the reader.", Double(outlet.queue.count))
        page.single(
            "watcher_changes_merged_total", .counter, help: "Changes that took the place of waiting ones.",
            Double(outlet.queue.merged))
    }
}
