import JSON

/// The data of a `result` event: what came of an owner's bundle or teardown.
package struct ResultData: EventPayload {
    /// How far it came.
    package enum Phase: String, Sendable, Hashable, CaseIterable {
        /// Everything is as the bundle has it.
        case applied
        /// Something failed; it is tried again until a newer bundle takes its place.
        case failed
        /// The owner's objects are gone.
        case tornDown
        /// A newer bundle has taken its place.
        case superseded
    }

    package static let eventType = EventType.result

    package let owner: Owner
    /// The bundle's digest; nil for a teardown.
    package let bundle: String?
    package let phase: Phase
    /// Counted from 1.
    package let attempt: Int
    /// What is to be said of the whole.
    package let message: String?
    package let objects: [ObjectResult]
    package let durationMilliseconds: Int64

    package init(
        owner: Owner, bundle: String?, phase: Phase, attempt: Int, message: String? = nil, objects: [ObjectResult],
        durationMilliseconds: Int64
    ) {
        self.owner = owner
        self.bundle = bundle
        self.phase = phase
        self.attempt = attempt
        self.message = message
        self.objects = objects
        self.durationMilliseconds = durationMilliseconds
    }

    package init(data: RawJSON) throws(EventError) {
        let fields = try PayloadFields(data)
        owner = try fields.part("owner") { data throws(EventError) in try Owner(data: data) }
        bundle = try fields.optionalString("bundle")
        phase = try fields.word("phase")
        attempt = Int(clamping: try fields.optionalInteger("attempt") ?? 1)
        message = try fields.optionalString("message")
        var objects: [ObjectResult] = []
        for (index, element) in try fields.elements("objects").enumerated() {
            do throws(EventError) {
                objects.append(try ObjectResult(data: element))
            } catch {
                throw error.below("objects[\(index)]")
            }
        }
        self.objects = objects
        durationMilliseconds = try fields.optionalInteger("durationMilliseconds") ?? 0
    }

    package func write(to text: inout JSONObjectText) {
        text.append("owner", owner)
        text.append("bundle", bundle)
        text.append("phase", phase.rawValue)
        text.append("attempt", attempt)
        text.append("message", message)
        text.append("objects", objects)
        text.append("durationMilliseconds", durationMilliseconds)
    }
}
