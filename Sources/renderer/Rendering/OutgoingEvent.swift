import Events
import JSON

/// An event that the renderer emits, before it has its number.
package enum OutgoingEvent: Sendable {
    /// An event of another stage that goes on as it came.
    case passed(Event)
    /// The renderer's own answer to a change.
    case own(Answer)
    /// What the renderer says of itself, which no event led to.
    case notice(EventType, RawJSON)

    /// What the renderer says of one owner.
    package struct Answer: Sendable {
        /// What is said.
        package let payload: any EventPayload
        /// The change that led to it, whose time it bears.
        let work: ChangeRendering.Work
        /// How often the change was rendered before; part of the id.
        let round: Int

        /// The owner's key.
        package var key: String { work.key }

        /// The event with the next number.
        fileprivate func event(_ composer: EventComposer) -> Event {
            let name = type(of: payload).eventType.name
            return composer.answer(
                to: work.event, payload, suffix: round == 0 ? name : "\(name).\(round)", subject: work.owner.subject,
                partitionKey: work.key)
        }
    }

    /// The event with the next number.
    ///
    /// All but the number follows from the cause, so that the same input gives the same bytes.
    package func event(_ composer: EventComposer) -> Event {
        switch self {
        case .passed(let event): return event
        case .notice(let type, let data): return composer.event(type, data: data)
        case .own(let answer): return answer.event(composer)
        }
    }
}
