/// What an `EventSink` does with an event while nobody is connected to its socket.
package enum AbsentConsumer: Sendable, Hashable {
    /// It waits for a consumer, which holds up the program: right for a stage whose output is needed.
    case wait
    /// It lets the event go (a recording keeps it): right for what is only told, such as results.
    case discard
}
