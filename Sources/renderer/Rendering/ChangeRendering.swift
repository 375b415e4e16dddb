import Crypto
import Encoding
import Events
import JSON

/// Turns changes into the answers for their owners: a bundle, a teardown, or why there is neither.
struct ChangeRendering: Sendable {
    /// A change, and the event that told it.
    struct Work: Sendable {
        let event: Event
        let change: Change
        let owner: Owner
        /// The owner's key.
        let key: String

        /// Reads an event.
        init(_ event: Event) throws(EventError) {
            self.event = event
            change = try Change(of: event)
            owner = try change.owner()
            key = owner.key
        }
    }

    let renderer: any Renderer
    let context: RenderContext
    /// How often the event was rendered before.
    let round: Int

    /// Answers changes, one after the other.
    func answer(_ work: [Work]) async -> StageAnswer {
        let start = ContinuousClock.now
        var answer = StageAnswer([])
        for item in work { await add(item, to: &answer) }
        answer.inputs = work.count
        answer.pace = (.now - start) / max(work.count, 1)
        return answer
    }

    private func add(_ work: Work, to answer: inout StageAnswer) async {
        let (event, change, owner) = (work.event, work.change, work.owner)
        if change.kind == .deleted || owner.deleting { renderer.forget(work.key) }
        var lookups: Set<SourceKind> = []
        let payload: any EventPayload =
            if change.kind == .deleted {
                Teardown(owner: owner, reason: change.filtered ? .filtered : .deleted)
            } else if owner.deleting {
                Teardown(owner: owner, reason: .deleting)
            } else {
                await rendered(event, change, owner, &lookups)
            }
        answer.events.append(outgoing(payload, event, owner))
        answer.lookups.append((work.key, lookups))
    }

    /// The event that says of an owner, known before and not told again, that it is gone.
    func gone(_ event: Event, _ owner: Owner) -> OutgoingEvent {
        outgoing(Teardown(owner: owner, reason: .deleted), event, owner)
    }

    private func outgoing(_ payload: some EventPayload, _ event: Event, _ owner: Owner) -> OutgoingEvent {
        .own(.init(type: type(of: payload).eventType, owner: owner, data: payload.encoded(), cause: event, round: round))
    }

    private func rendered(
        _ event: Event, _ change: Change, _ owner: Owner, _ lookups: inout Set<SourceKind>
    ) async -> any EventPayload {
        do throws(RenderError) {
            var context = context
            context.revision = change.revision ?? 1
            let renderer = renderer.chooses ? try await renderer.chosen(for: change.object, owner: owner.key) : renderer
            let rendering = try renderer.within(context).rendering(change.object, at: event.timestamp)
            lookups = rendering.lookups
            let objects = rendering.manifests.map { Bundle.Object(name: $0.name, manifest: $0.object) }
            return Bundle(
                owner: owner, digest: Self.digest(of: objects, rendering.rollout), engine: renderer.engine, change: change.kind,
                objects: objects, rollout: rendering.rollout, message: rendering.message)
        } catch {
            lookups = error.lookups
            return RenderFailed(owner: owner, error: .init(error, message: error.description))
        }
    }

    /// SHA-256 over the names and the manifests in their order, and the rollout if there is one, each with its length before it.
    private static func digest(of objects: [Bundle.Object], _ rollout: RawJSON?) -> String {
        var hash = SHA256()
        func add(_ bytes: some Collection<UInt8>) {
            withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { hash.update(bufferPointer: $0) }
            let isContiguous: Void? = bytes.withContiguousStorageIfAvailable {
                hash.update(bufferPointer: UnsafeRawBufferPointer($0))
            }
            if isContiguous == nil { hash.update(data: Array(bytes)) }
        }
        for object in objects {
            add(object.name.utf8)
            add(object.manifest.bytes)
        }
        if let rollout { add(rollout.bytes) }
        return "sha256:" + hash.finalize().withUnsafeBytes { Hexadecimal.text($0) }
    }
}

extension RenderFailed.Failure {
    /// What an event says of a failure.
    init(_ error: RenderError, message: String) {
        self.init(message: message, file: error.template, line: error.line, column: error.column, stack: error.stack)
    }
}
