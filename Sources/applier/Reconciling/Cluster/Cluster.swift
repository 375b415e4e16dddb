import JSON
import Kubernetes
import Logging

/// The cluster as the applier deals with it: a bounded number of requests in flight, under one field manager.
package struct Cluster: Sendable {
    /// How objects are applied.
    package struct Settings: Sendable {
        /// The pipeline's name.
        package var pipeline: String
        package var fieldManager: String
        /// The tool and its version, as an owner's marks name it.
        package var tooling: String
        /// Whether fields that others manage are taken over.
        package var force: Bool
        /// Whether the API server checks everything and keeps nothing.
        package var dryRun: Bool
        /// The namespace of objects that name none and whose owner has none.
        package var fallbackNamespace: String
        /// How long something that others need is waited for before the bundle counts as failed.
        package var patience: Duration

        package init(
            pipeline: String, fieldManager: String, version: String, force: Bool = false, dryRun: Bool = false,
            fallbackNamespace: String = "default", patience: Duration = .seconds(10)
        ) {
            self.pipeline = pipeline
            self.fieldManager = fieldManager
            tooling = "\(fieldManager)/\(version)"
            self.force = force
            self.dryRun = dryRun
            self.fallbackNamespace = fallbackNamespace
            self.patience = patience
        }
    }

    let settings: Settings
    let logger: Logger
    private let client: KubernetesClient
    private let gate: RequestGate
    let kinds: KindTable

    /// - Parameters:
    ///   - client: Who talks to the API server.
    ///   - concurrency: How many requests may be in flight.
    package init(client: KubernetesClient, settings: Settings, concurrency: Int, logger: Logger) {
        self.client = client
        self.settings = settings
        self.logger = logger
        gate = RequestGate(limit: concurrency)
        kinds = KindTable(client: client)
    }

    /// Reads an object, or only its metadata; nil where there is none.
    func read(
        _ resource: APIResource, namespace: String?, name: String, metadataOnly: Bool = false
    ) async throws(KubernetesError) -> RawJSON? {
        do throws(KubernetesError) {
            return try await gate.withPlace { () async throws(KubernetesError) in
                try await client.get(resource, namespace: namespace, name: name, metadataOnly: metadataOnly)
            }
        } catch {
            if error.isNotFound { return nil }
            throw error
        }
    }

    /// Applies an object server-side.
    ///
    /// The answer is the whole object: to reduce it to its metadata costs the API server more than to send it.
    func apply(
        _ object: PreparedObject, as resource: APIResource
    ) async throws(KubernetesError) -> ApplyResponse {
        try await gate.withPlace { () async throws(KubernetesError) in
            try await client.apply(
                resource, namespace: object.key.namespace, name: object.key.name, body: object.body,
                fieldManager: settings.fieldManager, force: settings.force, dryRun: settings.dryRun)
        }
    }

    /// Merges a patch into an object.
    func merge(_ resource: APIResource, namespace: String?, name: String, patch: [UInt8]) async throws(KubernetesError) -> RawJSON
    {
        try await gate.withPlace { () async throws(KubernetesError) in
            try await client.patch(
                resource, namespace: namespace, name: name, body: patch, type: .merge, fieldManager: settings.fieldManager,
                metadataOnly: true)
        }
    }

    /// Deletes exactly the object with this uid.
    func delete(
        _ resource: APIResource, namespace: String?, name: String, uid: String
    ) async throws(KubernetesError) -> DeleteOutcome {
        try await gate.withPlace { () async throws(KubernetesError) in
            try await client.delete(resource, namespace: namespace, name: name, uid: uid, propagation: .background)
        }
    }

    /// The heads of all objects that a label selector selects, page by page.
    ///
    /// - Parameter fromCache: Whether what the API server had in its cache some moments ago will do.
    func heads(
        _ resource: APIResource, namespace: String?, labels: String, fromCache: Bool = false,
        each: (RawJSON) throws(JSONError) -> Void
    ) async throws(KubernetesError) {
        let pages = client.list(resource, namespace: namespace, labelSelector: labels, metadataOnly: true, fromCache: fromCache)
        var iterator = pages.makeAsyncIterator()
        while true {
            let page = try await gate.withPlace { () async throws(KubernetesError) in try await iterator.next() }
            guard let page else { return }
            do throws(JSONError) {
                for item in page.items { try each(item) }
            } catch {
                throw KubernetesError("list \(resource.qualifiedPlural)", .invalidResponse("\(error)"))
            }
        }
    }

    /// The selector of everything that this pipeline has applied.
    var pipelineSelector: String { "\(MarkNames.pipeline)=\(settings.pipeline)" }
}
