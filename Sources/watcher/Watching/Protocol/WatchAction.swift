/// What to do next for a watch. Of the actions that ``WatchMachine`` returns at once, only the last one is a request or a wait, and
/// its outcome is the next input.
package enum WatchAction: Sendable, Hashable {
    /// Ask discovery for the resource: `resolved` or `failed`.
    case resolve
    /// A list begins, or begins again: no object has been seen in it yet.
    case beginList
    /// Read a list, page by page: `listed` or `failed`.
    case list
    /// Watch with initial events in place of a list: `initialEventsEnded`, then as ``watch(from:timeoutSeconds:)``.
    case streamList(timeoutSeconds: Int)
    /// The list is complete: what was known and not seen in it is gone.
    case endList
    /// Watch: `advanced` any number of times, then `ended` or `failed`.
    case watch(from: String, timeoutSeconds: Int)
    /// Do nothing for a time: `waited`.
    case wait(Duration)
    /// Find out whether the resource is really gone: `absence`.
    case confirmAbsence
    /// The resource is gone, and its objects with it.
    case tellAllGone
    /// Whether what was told is the whole state, and is being kept up.
    case ready(Bool)
    /// Say something to people.
    case report(WatchReport)
}
