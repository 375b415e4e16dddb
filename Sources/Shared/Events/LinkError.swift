import Unix

/// Why a link cannot be used, or no longer can.
package enum LinkError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The text is not a link.
    case invalid(String, reason: String)
    /// Opening, reading or writing failed.
    case unix(UnixError)
    /// The recording of what is sent cannot be written.
    case recording(UnixError)
    /// Whoever read the output is gone: an orderly stop, not a failure.
    case consumerGone
    /// The link was closed, or the task cancelled while it waited.
    case closed

    /// The sentence for people.
    package var description: String {
        switch self {
        case .invalid(let text, let reason): "\"\(text)\" is not a link: \(reason)"
        case .unix(let error): error.description
        case .recording(let error): "the recording failed: \(error)"
        case .consumerGone: "the reader of the output is gone"
        case .closed: "the link is closed"
        }
    }
}
