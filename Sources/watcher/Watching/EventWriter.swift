import Events
import JSON
import Metrics
import Synchronization
import Unix

/// Makes events of what waits in the outlet, and sends them one after the other.
struct EventWriter: Sendable {
    private struct Key: Hashable {
        let resource: String
        let source: String?
        let kind: ChangeKind

        var labels: [(String, String)] {
            [("resource", resource), ("change", kind.rawValue)] + (source.map { [("source", $0)] } ?? [])
        }
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
                let counter = Counter(label: WatcherMetrics.changes, dimensions: key.labels)
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
            let source = outlet.source(of: resource)
            let name = reference.group.isEmpty ? reference.plural : "\(reference.plural).\(reference.group)"
            return (
                event(telling, of: reference, object, source: source), Key(resource: name, source: source, kind: telling.kind)
            )
        case .sync(let resource, let mark):
            guard let reference = outlet.reference(of: resource) else { return nil }
            let sync = Sync(mark, resource: reference, source: outlet.source(of: resource))
            return (composer.event(.sync, data: sync.encoded()), nil)
        case .capabilities(let capabilities):
            return (composer.event(.capabilities, data: capabilities.encoded()), nil)
        }
    }

    /// A source's object has no partition key: that is for owners.
    private func event(_ telling: Telling, of reference: ResourceReference, _ object: RawJSON, source: String?) -> Event {
        let namespace = telling.identity.namespace.isEmpty ? nil : telling.identity.namespace
        let subject = reference.subject(namespace: namespace, name: telling.identity.name)
        let change = Change(
            kind: Change.Kind(telling.kind), resource: reference, object: object, filtered: telling.isFiltered)
        if let source {
            return composer.event(.source, subject: subject, data: SourceChange(name: source, change: change).encoded())
        }
        return composer.event(
            .change, subject: subject, partitionKey: reference.key(namespace: namespace, name: telling.identity.name),
            data: change.encoded())
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
    fileprivate init(_ mark: SyncMark, resource: ResourceReference, source: String?) {
        switch mark {
        case .started(let all):
            self.init(phase: .started, resource: resource, scope: all ? .all : .changed, source: source)
        case .completed(let all, let count):
            self.init(phase: .completed, resource: resource, count: count, scope: all ? .all : .changed, source: source)
        }
    }
}
