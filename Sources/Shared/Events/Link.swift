/// One end of what joins two programs: what `--input` and `--output` name.
package enum Link: Sendable, Hashable, CustomStringConvertible {
    /// `-`: standard input or standard output.
    case standard
    /// A file, most often a recording.
    case file(String)
    /// `unix:PATH`: a local socket, which the output's side listens on.
    case socket(String)

    /// Reads a link as a person writes it: `-`, a path, `file:PATH` or `unix:PATH`.
    ///
    /// - Throws: `LinkError.invalid` for an empty path.
    package init(parsing text: String) throws(LinkError) {
        if text == "-" {
            self = .standard
            return
        }
        let path: String
        if text.hasPrefix("unix:") {
            path = Link.path(text.dropFirst(5))
            self = .socket(path)
        } else {
            path = text.hasPrefix("file:") ? Link.path(text.dropFirst(5)) : text
            self = .file(path)
        }
        guard !path.isEmpty else {
            throw .invalid(text, reason: "a link is \"-\", the path of a file or \"unix:\" and the path of a socket")
        }
        guard !path.utf8.contains(0) else { throw .invalid(text, reason: "a path has no NUL byte") }
    }

    /// The path of a URI, which may have an empty authority: `unix:///run/x.sock` is `/run/x.sock`.
    private static func path(_ rest: Substring) -> String {
        rest.hasPrefix("///") ? String(rest.dropFirst(2)) : String(rest)
    }

    /// The link as it is written on a command line.
    package var description: String {
        switch self {
        case .standard: "-"
        case .file(let path): path
        case .socket(let path): "unix:\(path)"
        }
    }
}
