import HTTP

/// Why one attempt at a request did not succeed.
enum Refusal: Error, Sendable, Hashable {
    /// The server answered with another status than one of success.
    case status(Status)
    /// There was no answer.
    case transport(HTTPError)
}
