import Crypto
import Encoding
import Events
import JSON

/// Turns changes into the answers for their owners: a bundle, a teardown, or why there is neither.
struct ChangeRendering: Sendable {
    /// A change, and the event that told it.
    ///
    /// On its way from one task to the next it is only referred to.
    final class Work: Sendable {
        let event: Event
        let change: Change
        let owner: Owner
        /// The owner's key.
        let key: String
        let id: OwnerID

        /// Reads an event.
        init(_ event: Event, _ reader: inout ChangeReader) throws(EventError) {
            self.event = event
            change = try reader.change(of: event)
            owner = try change.owner()
            key = owner.key
            id = OwnerID(key)
        }

        /// Whether the owner's objects are to go.
        var isTeardown: Bool { change.kind == .deleted || owner.deleting }
    }

    let renderer: any Renderer
    let context: RenderContext
    /// How often the event was rendered before; part of the answers' ids.
    let round: Int
    /// Makes the answers' events.
    let composer: EventComposer
    /// The first answer's number; the others have the next ones, so that they can be written in any order.
    let sequence: UInt64

    /// Answers changes, one after the other.
    func answer(_ work: [Work]) async -> StageAnswer {
        let start = ContinuousClock.now
        var answer = StageAnswer([])
        answer.events.reserveCapacity(work.count)
        answer.lookups.reserveCapacity(work.count)
        for (place, item) in work.enumerated() {
            let number = sequence &+ UInt64(truncatingIfNeeded: place)
            do throws(RenderError) {
                let isChosen = renderer.chooses && !item.isTeardown
                let chosen = isChosen ? try await renderer.chosen(for: item.change.object, owner: item.key) : renderer
                add(item, number, chosen, to: &answer)
            } catch {
                addFailure(error, of: item, number, to: &answer)
            }
        }
        answer.inputs = work.count
        answer.pace = (.now - start) / max(work.count, 1)
        return answer
    }

    private func add(_ work: Work, _ number: UInt64, _ renderer: any Renderer, to answer: inout StageAnswer) {
        guard work.isTeardown else {
            addRendered(work, number, renderer, to: &answer)
            return
        }
        let reason: Teardown.Reason =
            work.change.kind == .deleted ? (work.change.filtered ? .filtered : .deleted) : .deleting
        answer.events.append(outgoing(Teardown(owner: work.owner, reason: reason), work, number))
        answer.lookups.append((work.id, []))
        answer.gone.append((work.id, work.key))
    }

    /// The answer that says of owners, known before and not told again, that they are gone.
    func gone(_ work: [Work]) -> StageAnswer {
        var answer = StageAnswer(
            work.enumerated().map { place, work in
                outgoing(Teardown(owner: work.owner, reason: .deleted), work, sequence &+ UInt64(truncatingIfNeeded: place))
            })
        answer.lookups = work.map { ($0.id, []) }
        answer.gone = work.map { ($0.id, $0.key) }
        return answer
    }

    private func outgoing<Payload: EventPayload>(_ payload: Payload, _ work: Work, _ number: UInt64) -> OutgoingEvent {
        let name = Payload.eventType.name
        let event = composer.answer(
            to: work.event, payload, sequence: number, suffix: round == 0 ? name : "\(name).\(round)",
            subject: work.owner.subject, partitionKey: work.key)
        return OutgoingEvent(event: event, isAnswer: true)
    }

    private func addRendered(_ work: Work, _ number: UInt64, _ renderer: any Renderer, to answer: inout StageAnswer) {
        do throws(RenderError) {
            var context = context
            context.revision = work.change.revision ?? 1
            let rendering = try renderer.within(context).rendering(work.change.object, at: work.event.timestamp)
            let objects = rendering.manifests.map { Bundle.Object(name: $0.name, manifest: $0.object) }
            let bundle = Bundle(
                owner: work.owner, digest: Self.digest(of: objects, rendering.rollout), engine: renderer.engine,
                change: work.change.kind, objects: objects, rollout: rendering.rollout, message: rendering.message)
            answer.events.append(outgoing(bundle, work, number))
            answer.lookups.append((work.id, rendering.lookups))
        } catch {
            addFailure(error, of: work, number, to: &answer)
        }
    }

    private func addFailure(_ error: RenderError, of work: Work, _ number: UInt64, to answer: inout StageAnswer) {
        let failed = RenderFailed(owner: work.owner, error: .init(error, message: error.description))
        answer.events.append(outgoing(failed, work, number))
        answer.lookups.append((work.id, error.lookups))
    }

    /// SHA-256 over the names and the manifests in their order, and the rollout if there is one, each with its length before it.
    private static func digest(of objects: [Bundle.Object], _ rollout: RawJSON?) -> String {
        var hash = SHA256()
        // What is short is gathered, as each update costs more than that.
        var head: [UInt8] = []
        func append(count: Int) {
            withUnsafeBytes(of: UInt64(count).littleEndian) { head.append(contentsOf: $0) }
        }
        func add(_ bytes: ArraySlice<UInt8>) {
            append(count: bytes.count)
            head.withUnsafeBytes { hash.update(bufferPointer: $0) }
            bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
            head.removeAll(keepingCapacity: true)
        }
        head.reserveCapacity(128)
        for object in objects {
            append(count: object.name.utf8.count)
            head.append(contentsOf: object.name.utf8)
            add(object.manifest.bytes)
        }
        if let rollout { add(rollout.bytes) }
        return hash.finalize().withUnsafeBytes { Hexadecimal.text($0, after: "sha256:") }
    }
}

extension RenderFailed.Failure {
    /// What an event says of a failure.
    init(_ error: RenderError, message: String) {
        self.init(message: message, file: error.template, line: error.line, column: error.column, stack: error.stack)
    }
}
