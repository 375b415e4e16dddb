import HTTP
import JSON

/// What happens to the objects of a resource, as the API server tells it.
///
/// It ends without an error when the server ends it, as it does every few minutes: watch again from the last resource version.
/// A slow reader makes the server wait. There is one reader; cancelling its task, or letting go of the stream, ends the watch.
package struct WatchStream: AsyncSequence, Sendable {
    package typealias Element = WatchEvent
    package typealias Failure = KubernetesError

    let stream: HTTPStream
    let operation: String

    package func makeAsyncIterator() -> Iterator {
        Iterator(stream: stream, operation: operation)
    }

    /// The events in order.
    package struct Iterator: AsyncIteratorProtocol {
        /// An object of etcd is 1.5 MiB at most by default; some raise that.
        private static let maximumLine = 64 << 20

        private let stream: HTTPStream
        private let operation: String
        private var lines = LineAssembler(maximum: Iterator.maximumLine)

        init(stream: HTTPStream, operation: String) {
            self.stream = stream
            self.operation = operation
        }

        package mutating func next() async throws(KubernetesError) -> WatchEvent? {
            try await next(isolation: nil)
        }

        package mutating func next(isolation actor: isolated (any Actor)?) async throws(KubernetesError) -> WatchEvent? {
            while true {
                if let event = try buffered() { return event }
                guard let piece = try await receive() else {
                    // A line without an end is one that the server did not finish.
                    return nil
                }
                lines.feed(piece)
            }
        }

        /// The next event that has arrived already, without waiting; nil if there is none.
        package mutating func buffered() throws(KubernetesError) -> WatchEvent? {
            while true {
                let line: ArraySlice<UInt8>?
                do throws(LineAssembler.LineTooLong) {
                    line = try lines.next()
                } catch {
                    throw KubernetesError(
                        operation, .invalidResponse("an event is longer than \(Self.maximumLine) bytes"))
                }
                guard let line else { return nil }
                if let event = try parse(line) { return event }
            }
        }

        private func receive() async throws(KubernetesError) -> [UInt8]? {
            do throws(HTTPError) {
                return try await stream.next()
            } catch {
                throw KubernetesError(operation, error.kind == .cancelled ? .cancelled : .transport(error))
            }
        }

        /// The event of a line; nil if it is of a type that later servers may have.
        private func parse(_ line: ArraySlice<UInt8>) throws(KubernetesError) -> WatchEvent? {
            let found: [RawJSON?]
            do throws(JSONError) {
                found = try RawJSON(unchecked: line).find([["type"], ["object"]])
            } catch {
                throw KubernetesError(operation, .invalidResponse("\(error)"))
            }
            guard let type = found[0]?.string, let object = found[1] else {
                throw KubernetesError(operation, .invalidResponse("an event without type or object"))
            }
            return WatchEvent.Kind(rawValue: type).map { WatchEvent(type: $0, object: object) }
        }
    }
}

extension KubernetesClient {
    /// Watches the objects of a resource.
    ///
    /// - Parameters:
    ///   - namespace: The namespace; nil for all, and for a resource that has none.
    ///   - resourceVersion: Where to begin: after a list's version; nil to begin with what there is now.
    ///   - timeoutSeconds: When the server is to end the watch; it has half a minute more before we do.
    ///   - sendInitialEvents: Whether the server is to tell all objects first, up to a bookmark annotated
    ///     `k8s.io/initial-events-end`; servers that do not know this refuse it or ignore it.
    /// - Throws: ``KubernetesError`` with ``KubernetesError/isGone`` if `resourceVersion` is too old; that may also come as an event
    ///   of type error.
    package func watch(
        _ resource: APIResource, namespace: String? = nil, labelSelector: String? = nil, fieldSelector: String? = nil,
        resourceVersion: String?, timeoutSeconds: Int = 300, sendInitialEvents: Bool = false, metadataOnly: Bool = false
    ) async throws(KubernetesError) -> WatchStream {
        var path = try ResourcePath(resource, namespace: namespace)
        path.query("watch", "true")
        path.query("allowWatchBookmarks", "true")
        path.query("timeoutSeconds", String(timeoutSeconds))
        path.query("resourceVersion", resourceVersion)
        path.query("labelSelector", labelSelector)
        path.query("fieldSelector", fieldSelector)
        if sendInitialEvents {
            path.query("sendInitialEvents", "true")
            path.query("resourceVersionMatch", "NotOlderThan")
        }
        var call = APICall(.get, path, operation: Self.subject("watch", resource, namespace))
        call.timeout = .seconds(max(0, min(timeoutSeconds, 86_400)) + 30)
        if metadataOnly { call.acceptMetadata(list: false) }
        return WatchStream(stream: try await stream(call), operation: call.operation())
    }
}
