import HTTP

/// How a client says who it is, besides a client certificate.
package enum Authentication: Sendable, Hashable {
    /// Not at all (or by certificate only).
    case none
    /// A bearer token.
    case token(Secret)
    /// A bearer token in a file that somebody else keeps fresh; `fallback` serves until the file can be read.
    case tokenFile(String, fallback: Secret?)
    /// A user's name and password.
    case basic(username: String, password: Secret)
    /// A program that prints a token or a certificate.
    case exec(ExecPlugin)

    /// The way in one word, for messages: `token`, `exec plugin "aws"`.
    package var name: String {
        switch self {
        case .none: "no token"
        case .token: "token"
        case .tokenFile(let path, _): "token file \"\(path)\""
        case .basic(let username, _): "basic authentication of \"\(username)\""
        case .exec(let plugin): "exec plugin \"\(plugin.command)\""
        }
    }
}
