import JSON
import Synchronization
import Unix

/// Numbers and stamps a program's own events.
///
/// ```swift
/// let composer = EventComposer(program: "watcher", pipeline: "characters")
/// let event = composer.event(.change, subject: "...", partitionKey: key, data: change.encoded())
/// ```
package final class EventComposer: Sendable {
    /// `/fairlead/<program>/<pipeline>`.
    package let source: String
    private let run: String
    private let clock: @Sendable () -> Timestamp
    private let lastSequence = Atomic<UInt64>(0)

    /// A composer whose first event has the number 1.
    ///
    /// - Parameters:
    ///   - program: `watcher`, `renderer` or `applier`.
    ///   - pipeline: The pipeline's name.
    ///   - run: What tells this run's ids from those of other runs; by default drawn at random.
    ///   - clock: Gives the time of events that are not given one.
    package init(
        program: String, pipeline: String, run: String? = nil, clock: @escaping @Sendable () -> Timestamp = WallClock.now
    ) {
        source = "/fairlead/\(program)/\(pipeline)"
        self.run = run ?? String(UInt64.random(in: .min ... .max), radix: 36)
        self.clock = clock
    }

    /// The number for the next event.
    package func nextSequence() -> UInt64 { nextSequences(1) }

    /// The numbers for the next events, of which this is the first.
    package func nextSequences(_ count: Int) -> UInt64 {
        lastSequence.wrappingAdd(UInt64(clamping: count), ordering: .relaxed).oldValue &+ 1
    }

    /// Makes an event with the next number.
    ///
    /// - Parameters:
    ///   - type: The event's type.
    ///   - id: The event's id; by default made of the run and the number.
    ///   - subject: What it is about, for people.
    ///   - time: When it happened; now if left out.
    ///   - partitionKey: The owner's key.
    ///   - causationID: The id of the event that led to this one.
    ///   - traceparent: The W3C trace context, passed on from the event that led to this one.
    ///   - data: The payload.
    package func event(
        _ type: EventType, id: String? = nil, subject: String? = nil, time: String? = nil, partitionKey: String? = nil,
        causationID: String? = nil, traceparent: String? = nil, data: RawJSON?
    ) -> Event {
        let sequence = nextSequence()
        return Event(
            type: type, id: id ?? "\(run)-\(sequence)", source: source, subject: subject,
            time: time ?? clock().description, sequence: sequence, partitionKey: partitionKey, causationID: causationID,
            traceparent: traceparent, data: data)
    }

    /// Makes the answer to an event: it bears that event's time and trace context.
    ///
    /// - Parameters:
    ///   - event: The event that leads to it.
    ///   - payload: What it says.
    ///   - sequence: Its number, of those that ``nextSequences(_:)`` has given.
    ///   - suffix: What its id has behind the event's id and a slash.
    ///   - subject: What it is about, for people.
    ///   - partitionKey: The owner's key.
    package func answer(
        to event: Event, _ payload: some EventPayload, sequence: UInt64, suffix: String, subject: String, partitionKey: String
    ) -> Event {
        Event(
            answering: event, payload, suffix: suffix, source: source, subject: subject, sequence: sequence,
            partitionKey: partitionKey)
    }
}
