import Events

/// An event that the renderer emits.
package struct OutgoingEvent: Sendable {
    package let event: Event
    /// Whether it is the renderer's own answer to a change; otherwise it is passed on as it came, or a notice that no event led to.
    package let isAnswer: Bool

    /// An event of another stage, or a notice.
    static func other(_ event: Event) -> OutgoingEvent { OutgoingEvent(event: event, isAnswer: false) }
}
