import Events
import JSON
import Metrics
import Synchronization
import Unix

/// Makes events of what waits in the outlet, and sends them one after the other.
struct EventWriter: Sendable {
    private struct Key: Hashable {
        let resource: String
        let kind: ChangeKind
    }

    private let outlet: Outlet
    private let sink: EventSink
    private let composer: EventComposer

    init(outlet: Outlet, sink: EventSink, composer: EventComposer) {
        self.outlet = outlet
        self.sink = sink
        self.composer = composer
    }

    /// Sends until the outlet's queue is finished and empty, and everything has been handed over.
    func run() async throws(LinkError) {
        var counters: [Key: Counter] = [:]
        while let (item, reader) = await outlet.queue.next() {
            guard let (event, key) = compose(item) else { continue }
            defer { if case .sync(_, .completed) = item { ResidentMemory.release() } }
            // A reader that has gone takes what was for it along: its successor is told everything.
            guard try await sink.send(event, to: reader), let key else { continue }
            if let counter = counters[key] {
                counter.increment()
            } else {
                let counter = Counter(
                    label: WatcherMetrics.changes, dimensions: [("resource", key.resource), ("change", key.kind.rawValue)])
                counter.increment()
                counters[key] = counter
            }
        }
        try await sink.flush()
    }

    private func compose(_ item: Outgoing) -> (Event, Key?)? {
        switch item {
        case .change(let resource, let telling):
            guard let reference = outlet.reference(of: resource), let object = telling.object else { return nil }
            let namespace = telling.identity.namespace.isEmpty ? nil : telling.identity.namespace
            let change = Change(
                kind: Change.Kind(telling.kind), resource: reference, object: object, filtered: telling.isFiltered)
            let event = composer.event(
                .change, subject: reference.subject(namespace: namespace, name: telling.identity.name),
                partitionKey: reference.key(namespace: namespace, name: telling.identity.name), data: change.encoded())
            let name = reference.group.isEmpty ? reference.plural : "\(reference.plural).\(reference.group)"
            return (event, Key(resource: name, kind: telling.kind))
        case .sync(let resource, let mark):
            guard let reference = outlet.reference(of: resource) else { return nil }
            return (composer.event(.sync, data: Sync(mark, resource: reference).encoded()), nil)
        }
    }
}

extension Change.Kind {
    /// The same, as the event spells it.
    fileprivate init(_ kind: ChangeKind) {
        switch kind {
        case .added: self = .added
        case .updated: self = .updated
        case .deleted: self = .deleted
        case .resynced: self = .resynced
        }
    }
}

extension Sync {
    /// The same, as the event spells it.
    fileprivate init(_ mark: SyncMark, resource: ResourceReference) {
        switch mark {
        case .started(let all): self.init(phase: .started, resource: resource, scope: all ? .all : .changed)
        case .completed(let all, let count):
            self.init(phase: .completed, resource: resource, count: count, scope: all ? .all : .changed)
        }
    }
}
