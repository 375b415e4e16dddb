/// The scheme, host and port of a URL, which is all of it that an error message shows.
enum Origin {
    /// `https://127.0.0.1:6443` of `https://user:password@127.0.0.1:6443/api?x=y`.
    static func of(_ url: String) -> String {
        guard let parts = split(url) else { return "the server" }
        return parts.scheme + "://" + parts.authority
    }

    /// The scheme, the authority without its user part, and what follows it; nil if `url` is not absolute.
    static func split(_ url: String) -> (scheme: String, authority: String, rest: String)? {
        let bytes = Array(url.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) else { return nil }
        let start = colon + 3
        let end = bytes[start...].firstIndex { $0 == 0x2F || $0 == 0x3F || $0 == 0x23 } ?? bytes.count
        let host = bytes[start..<end].lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? start
        guard host < end else { return nil }
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        return (text(0..<colon), text(host..<end), text(end..<bytes.count))
    }

    /// The host (an IPv6 address without its brackets) and the port of an authority.
    static func hostAndPort(_ authority: String, scheme: String) -> (host: String, port: String) {
        let standard = scheme == "http" ? "80" : "443"
        if authority.hasPrefix("[") {
            let parts = authority.dropFirst().split(separator: "]", maxSplits: 1, omittingEmptySubsequences: false)
            let port = parts.count > 1 ? parts[1].drop { $0 == ":" } : ""
            return (String(parts.first ?? ""), port.isEmpty ? standard : String(port))
        }
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts.first ?? ""), parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : standard)
    }
}
