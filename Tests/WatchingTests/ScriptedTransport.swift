import Events
import JSON
import Kubernetes
import Synchronization

@testable import Watching

/// An API server that answers what a test has written down, in that order, and after that every list alike, or not at all.
final class ScriptedTransport: WatchTransport {
    enum Answer: Sendable {
        case resolve(Result<ResourceReference, WatchFailure>)
        case list([ListPage], Result<String, WatchFailure>)
        case watch([WatchEvent], WatchFailure?)
        /// A watch that goes on.
        case openWatch([WatchEvent])
        case absence(Bool)
        case unserved(Bool?)
    }

    static let characters = ResourceReference(
        group: "stable.example.com", version: "v1", plural: "characters", kind: "Character", namespaced: true)

    static let configMaps = ResourceReference(
        group: "", version: "v1", plural: "configmaps", kind: "ConfigMap", namespaced: true)

    let target: WatchTarget
    private let answers: Mutex<[Answer]>
    private let lasting: ListPage?
    private let log = Mutex<[String]>([])
    private let delivered = Mutex(0)

    /// - Parameter lasting: What every list is once all answers were given, while every watch goes on without an event.
    init(
        of resource: ResourceReference = characters, namespace: String? = nil, _ answers: [Answer], lasting: ListPage? = nil
    ) {
        target = WatchTarget(
            group: resource.group, version: resource.version, plural: resource.plural, namespace: namespace)
        self.answers = Mutex(answers)
        self.lasting = lasting
    }

    /// What was asked, in order.
    var requests: [String] { log.withLock { $0 } }
    /// How many events and items were taken.
    var taken: Int { delivered.withLock { $0 } }

    private func next(_ request: String) async -> Answer? {
        log.withLock { $0.append(request) }
        if let answer = answers.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { return answer }
        if let lasting, request == "list" { return .list([lasting], .success(lasting.resourceVersion)) }
        await hang()
        return nil
    }

    private func hang() async {
        let (stream, _) = AsyncStream<Never>.makeStream()
        for await _ in stream {}
    }

    func resolve() async throws(WatchFailure) -> ResourceReference {
        guard case .resolve(let result)? = await next("resolve") else { throw .unavailable("not in the script") }
        return try result.get()
    }

    func list(_ receive: @Sendable (ListPage) async -> Void) async throws(WatchFailure) -> String {
        guard case .list(let pages, let result)? = await next("list") else { throw .unavailable("not in the script") }
        for page in pages {
            if Task.isCancelled { throw .unavailable("cancelled") }
            await receive(page)
            delivered.withLock { $0 += page.items.count }
        }
        return try result.get()
    }

    func watch(
        from resourceVersion: String?, timeoutSeconds: Int, initialEvents: Bool, _ receive: @Sendable (WatchEvent) async -> Void
    ) async throws(WatchFailure) {
        let events: [WatchEvent]
        var failure: WatchFailure?
        var isOpen = false
        switch await next(initialEvents ? "stream" : "watch \(resourceVersion ?? "")") {
        case .watch(let told, let end)?: (events, failure) = (told, end)
        case .openWatch(let told)?: (events, isOpen) = (told, true)
        default: throw .unavailable("not in the script")
        }
        for event in events {
            await receive(event)
            delivered.withLock { $0 += 1 }
        }
        if isOpen { await hang() }
        if let failure { throw failure }
    }

    func isCertainlyUnserved() async -> Bool? {
        guard case .unserved(let isCertain)? = await next("unserved") else { return nil }
        return isCertain
    }

    func isCertainlyAbsent() async throws(WatchFailure) -> Bool {
        guard case .absence(let isCertain)? = await next("absence") else { throw .unavailable("not in the script") }
        return isCertain
    }
}

/// A custom resource as JSON.
func character(_ name: String, version: Int, by author: String = "tolkien", namespace: String = "default") -> RawJSON {
    RawJSON(
        unchecked: Array(
            (#"{"apiVersion":"stable.example.com/v1","kind":"Character","metadata":{"name":"\#(name)","namespace":"\#(namespace)","#
                + #""uid":"uid-\#(name)","resourceVersion":"\#(version)"},"spec":{"by":"\#(author)"}}"#).utf8)[...])
}

/// A ConfigMap as the items of a list have it, without saying what it is.
func configMap(_ name: String, version: Int, room: Int = 40, status: String = "{}") -> RawJSON {
    RawJSON(
        unchecked: Array(
            (#"{"metadata":{"name":"\#(name)","namespace":"default","uid":"uid-\#(name)","resourceVersion":"\#(version)"},"#
                + #""data":{"room":"\#(room)"},"status":\#(status)}"#).utf8)[...])
}

/// A page, the only one or not.
func page(_ items: RawJSON..., more: Bool = false) -> ListPage {
    ListPage(resourceVersion: "100", items: items, continueToken: more ? "token" : nil)
}

/// A bookmark, perhaps the one that ends a streaming list.
func bookmark(_ version: Int, isEnd: Bool = false) -> WatchEvent {
    let annotations = isEnd ? #","annotations":{"k8s.io/initial-events-end":"true"}"# : ""
    let text = #"{"kind":"Character","metadata":{"resourceVersion":"\#(version)"\#(annotations)}}"#
    return WatchEvent(type: .bookmark, object: RawJSON(unchecked: Array(text.utf8)[...]))
}
