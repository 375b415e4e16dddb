import Events
import JSON

/// An event that the renderer emits, before it has its number.
package enum OutgoingEvent: Sendable, Equatable {
    /// An event of another stage that goes on as it came.
    case passed(Event)
    /// The renderer's own answer to a change.
    case own(Answer)
    /// What the renderer says of itself, which no event led to.
    case notice(EventType, RawJSON)

    /// What the renderer says of one owner, and which event led to it.
    package struct Answer: Sendable, Equatable {
        package let type: EventType
        package let owner: Owner
        package let data: RawJSON
        /// The event that led to it, whose time it bears.
        package let cause: Event
        /// How often the cause was rendered before; part of the id.
        package let round: Int
    }

    /// The event with the next number.
    ///
    /// All but the number follows from the cause, so that the same input gives the same bytes.
    package func event(_ composer: EventComposer) -> Event {
        switch self {
        case .passed(let event): return event
        case .notice(let type, let data): return composer.event(type, data: data)
        case .own(let answer):
            let kind = answer.type.rawValue.split(separator: ".").last.map(String.init) ?? answer.type.rawValue
            let suffix = answer.round == 0 ? kind : "\(kind).\(answer.round)"
            return composer.event(
                answer.type, id: "\(answer.cause.id)/\(suffix)", subject: answer.owner.subject, time: answer.cause.time,
                partitionKey: answer.owner.key, causationID: answer.cause.id, traceparent: answer.cause.traceparent,
                data: answer.data)
        }
    }
}
