/// The first line of an HTTP/1 request and what its headers mean to this server.
struct HTTPRequestHead: Equatable {
    let method: String
    /// The path without the query, as it was sent.
    let path: String
    /// What follows the `?`; empty without one.
    let query: String
    /// Whether the client wants the connection to stay open.
    let keepsAlive: Bool
    /// Whether a body follows, which no request of this server has.
    let hasBody: Bool
}
