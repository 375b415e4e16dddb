import HTTP
import JSON

/// A list in pages, each asked for when it is wanted, so that a list of any length takes the memory of a page.
package struct ListPages: AsyncSequence, Sendable {
    package typealias Element = ListPage
    package typealias Failure = KubernetesError

    let client: KubernetesClient
    let resource: APIResource
    let namespace: String?
    let selectors: Selectors
    let limit: Int
    let metadataOnly: Bool
    let fromCache: Bool

    package func makeAsyncIterator() -> Iterator { Iterator(list: self) }

    /// Asks for one page after another.
    package struct Iterator: AsyncIteratorProtocol {
        let list: ListPages
        private var continueToken: String?
        private var isAtEnd = false

        init(list: ListPages) {
            self.list = list
        }

        package mutating func next() async throws(KubernetesError) -> ListPage? {
            try await next(isolation: nil)
        }

        package mutating func next(isolation actor: isolated (any Actor)?) async throws(KubernetesError) -> ListPage? {
            if isAtEnd { return nil }
            let page = try await list.page(after: continueToken)
            continueToken = page.continueToken
            isAtEnd = continueToken == nil
            return page
        }
    }

    /// One page: the first, or the one that `token` stands for.
    private func page(after token: String?) async throws(KubernetesError) -> ListPage {
        var path = try ResourcePath(resource, namespace: namespace)
        if limit > 0 { path.query("limit", String(limit)) }
        path.query("continue", token)
        if fromCache, token == nil { path.query("resourceVersion", "0") }
        path.query("labelSelector", selectors.labels)
        path.query("fieldSelector", selectors.fields)
        var call = APICall(.get, path, operation: KubernetesClient.subject("list", resource, namespace))
        call.maximumBody = 1 << 30
        if metadataOnly { call.acceptMetadata(list: true) }
        let response = try await client.perform(call)
        do throws(JSONError) {
            return try ListPage(body: response.body)
        } catch {
            throw KubernetesError(call.operation(), .invalidResponse("\(error)"))
        }
    }
}

extension KubernetesClient {
    /// The objects of a resource, in pages.
    ///
    /// A page may fail with ``KubernetesError/isGone`` where the pages before it were read too slowly: list anew.
    ///
    /// - Parameters:
    ///   - namespace: The namespace; nil for all, and for a resource that has none.
    ///   - limit: How many objects a page has at most; 0 for all at once.
    ///   - metadataOnly: Whether the objects' metadata is all that is wanted.
    ///   - fromCache: Whether the list may be some moments old. The API server then answers from its cache, which spares it reading
    ///     every object of the resource, and ignores `limit`.
    package func list(
        _ resource: APIResource, namespace: String? = nil, labelSelector: String? = nil, fieldSelector: String? = nil,
        limit: Int = 500, metadataOnly: Bool = false, fromCache: Bool = false
    ) -> ListPages {
        ListPages(
            client: self, resource: resource, namespace: namespace,
            selectors: Selectors(labels: labelSelector, fields: fieldSelector), limit: limit, metadataOnly: metadataOnly,
            fromCache: fromCache)
    }

    /// What is done to which resource: `list deployments.apps in namespace "default"`.
    static func subject(_ verb: String, _ resource: APIResource, _ namespace: String?) -> String {
        let place = resource.namespaced ? namespace.map { " in namespace \"\($0)\"" } ?? "" : ""
        return "\(verb) \(resource.qualifiedPlural)\(place)"
    }
}
