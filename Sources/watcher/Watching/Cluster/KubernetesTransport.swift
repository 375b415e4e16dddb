import Events
import Kubernetes
import Synchronization

/// The requests of a watch, sent to an API server.
package final class KubernetesTransport: WatchTransport {
    private struct State {
        var resource: APIResource?
        /// A CustomResourceDefinition has been seen, so that its absence means something.
        var isDefined = false
    }

    package let target: WatchTarget
    private let client: KubernetesClient
    private let pageSize: Int
    private let state = Mutex(State())

    private static let definitions = APIResource(
        group: "apiextensions.k8s.io", version: "v1", plural: "customresourcedefinitions", kind: "CustomResourceDefinition",
        namespaced: false)

    /// - Parameters:
    ///   - target: What is watched.
    ///   - client: Sends the requests.
    ///   - pageSize: How many objects a page of a list has at most.
    package init(_ target: WatchTarget, client: KubernetesClient, pageSize: Int = 500) {
        self.target = target
        self.client = client
        self.pageSize = pageSize
    }

    package func resolve() async throws(WatchFailure) -> ResourceReference {
        let resource = try await ask { () async throws(KubernetesError) in
            try await client.resource(group: target.group, version: target.version, plural: target.plural)
        }
        state.withLock { $0.resource = resource }
        // Only what has a definition can be known to have lost it. Not being allowed to look means not to know.
        if let isDefined = try? await definitionExists() { state.withLock { $0.isDefined = isDefined } }
        return ResourceReference(
            group: resource.group, version: resource.version, plural: resource.plural, kind: resource.kind,
            namespaced: resource.namespaced)
    }

    package func list(_ receive: @Sendable (ListPage) async -> Void) async throws(WatchFailure) -> String {
        var version = ""
        let pages = client.list(
            try resource(), namespace: target.namespace, labelSelector: target.labelSelector,
            fieldSelector: target.fieldSelector, limit: pageSize)
        var iterator = pages.makeAsyncIterator()
        do throws(KubernetesError) {
            while let page = try await iterator.next() {
                await receive(page)
                // The first page's: what changed while the others were read is told by the watch, once more at worst.
                if version.isEmpty { version = page.resourceVersion }
            }
        } catch {
            throw failure(error, isStreamingList: false)
        }
        return version
    }

    package func watch(
        from resourceVersion: String?, timeoutSeconds: Int, initialEvents: Bool, _ receive: @Sendable (WatchEvent) async -> Void
    ) async throws(WatchFailure) {
        let resource = try resource()
        do throws(KubernetesError) {
            let stream = try await client.watch(
                resource, namespace: target.namespace, labelSelector: target.labelSelector, fieldSelector: target.fieldSelector,
                resourceVersion: resourceVersion, timeoutSeconds: timeoutSeconds, sendInitialEvents: initialEvents)
            var iterator = stream.makeAsyncIterator()
            while let event = try await iterator.next() {
                if let status = event.status { throw KubernetesError("watch \(target)", .status(status)) }
                await receive(event)
            }
        } catch {
            throw failure(error, isStreamingList: initialEvents)
        }
    }

    package func isCertainlyAbsent() async throws(WatchFailure) -> Bool {
        guard state.withLock({ $0.isDefined }) else { return false }
        return try await ask { () async throws(KubernetesError) in try await !definitionExists() }
    }

    package func isCertainlyUnserved() async -> Bool? {
        // Where there is a definition the resource is about to be served, or its version is not.
        guard let isDefined = try? await definitionExists() else { return nil }
        return !isDefined
    }

    /// Whether there is a CustomResourceDefinition: false only if the API server knows definitions, and has none of this name.
    private func definitionExists() async throws(KubernetesError) -> Bool {
        guard !target.group.isEmpty else { return false }
        do throws(KubernetesError) {
            _ = try await client.get(
                Self.definitions, namespace: nil, name: "\(target.plural).\(target.group)", metadataOnly: true)
            return true
        } catch {
            if error.isNotFound, error.status?.name == "\(target.plural).\(target.group)" { return false }
            throw error
        }
    }

    private func resource() throws(WatchFailure) -> APIResource {
        guard let resource = state.withLock({ $0.resource }) else { throw .absent("\(target) is not resolved") }
        return resource
    }

    private func ask<Answer>(_ question: () async throws(KubernetesError) -> Answer) async throws(WatchFailure) -> Answer {
        do throws(KubernetesError) { return try await question() } catch { throw failure(error, isStreamingList: false) }
    }

    private func failure(_ error: KubernetesError, isStreamingList: Bool) -> WatchFailure {
        if error.isGone { return .gone }
        if error.isUnauthorized || error.isForbidden { return .refused(error.message) }
        if error.isUnknownKind || error.isNotFound {
            client.forgetDiscovery(group: target.group, version: target.version)
            return .absent(error.message)
        }
        if isStreamingList, error.isInvalid || error.status?.code == 405 { return .unsupported(error.message) }
        return .unavailable(error.message, retryAfter: error.retryAfter)
    }
}
