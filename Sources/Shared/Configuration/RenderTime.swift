/// What `now` is in a template (`spec.renderer.now`).
package enum RenderTime: Sendable, Hashable {
    /// When the custom resource was created, or rotated last.
    case creation
    /// When the event happened, cut to a multiple of a duration; zero leaves it as it is.
    case event(cutTo: Duration)

    /// Reads `creation` or a duration.
    package init?(_ text: String) {
        if text == "creation" {
            self = .creation
        } else if let duration = DurationText.parse(text) {
            self = .event(cutTo: duration)
        } else {
            return nil
        }
    }
}
