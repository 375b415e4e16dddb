import Encoding

/// An absolute `http` or `https` URL (RFC 3986).
package struct WebAddress: Sendable, Hashable, CustomStringConvertible {
    /// `http` or `https`.
    package let scheme: String
    /// The host and, where it is not the scheme's own, the port, in lower case: `charts.example.com:8443`.
    package let authority: String
    /// The path, escaped; empty, or it begins with a slash.
    package private(set) var path: String
    /// What follows `?`, escaped; nil without one.
    package private(set) var query: String?

    /// Reads a URL. What a path may not have, such as a space, is escaped; a fragment is left out.
    ///
    /// - Throws: `ChartSourceError` for another scheme, a URL without a host or with a user, and control characters.
    package init(parsing text: String) throws(ChartSourceError) {
        guard let colon = text.firstRange(of: "://") else {
            throw Self.unusable(text, "it does not begin with https:// or http://")
        }
        let scheme = text[..<colon.lowerBound].lowercased()
        guard scheme == "https" || scheme == "http" else {
            throw Self.unusable(text, "only https and http are spoken, not \(scheme)")
        }
        let rest = text[colon.upperBound...].utf8
        let end =
            rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? rest.endIndex
        self.scheme = scheme
        authority = try Self.authority(String(rest[..<end]) ?? "", scheme, in: text)
        (path, query) = try Self.pathAndQuery(String(rest[end...]) ?? "", in: text)
    }

    /// The URL: `https://charts.example.com/stable/index.yaml`.
    package var text: String { "\(scheme)://\(authority)\(path)\(query.map { "?\($0)" } ?? "")" }

    /// The URL for people, without what may be secret: the query.
    package var description: String { "\(scheme)://\(authority)\(path)" }

    /// Whether both are of the same scheme, host and port, so that what one may know the other may.
    package func hasSameOrigin(as other: WebAddress) -> Bool { scheme == other.scheme && authority == other.authority }

    /// The address of something below this one, as if this one ended in a slash.
    package func appending(_ name: String) -> WebAddress {
        var address = self
        address.path = (path.hasSuffix("/") ? path : path + "/") + Self.escaped(name)
        return address
    }

    /// The address with another query.
    func with(query: String?) -> WebAddress {
        var address = self
        address.query = query
        return address
    }

    /// What a reference in a text at this address means (RFC 3986, section 5.2).
    package func resolving(_ reference: String) throws(ChartSourceError) -> WebAddress {
        if Self.hasScheme(reference) { return try WebAddress(parsing: reference) }
        if reference.hasPrefix("//") { return try WebAddress(parsing: "\(scheme):\(reference)") }
        var address = self
        let (path, query) = try Self.pathAndQuery(reference, in: reference)
        if path.isEmpty {
            address.query = query ?? self.query
            return address
        }
        let directory = String(self.path[..<(self.path.lastIndex(of: "/") ?? self.path.startIndex)])
        address.path = Self.withoutDots(path.hasPrefix("/") ? path : "\(directory)/\(path)")
        address.query = query
        return address
    }

    /// Whether a reference begins with a scheme: `oci://`, `https://`.
    static func hasScheme(_ reference: String) -> Bool {
        guard let colon = reference.firstRange(of: "://") else { return false }
        return !colon.isEmpty
            && reference[..<colon.lowerBound].utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || (0x30...0x39).contains(byte)
                    || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
            }
    }
}

extension WebAddress {
    private static func unusable(_ text: String, _ reason: String) -> ChartSourceError {
        // A password may stand before the @.
        let shown = text.contains("@") ? "the URL" : "the URL \"\(text.prefix(200))\""
        return ChartSourceError(.invalidReference, "\(shown) cannot be used: \(reason)")
    }

    private static func authority(_ text: String, _ scheme: String, in url: String) throws(ChartSourceError) -> String {
        guard !text.contains("@") else {
            throw unusable(url, "users and passwords do not belong in URLs: give --username and --password-file")
        }
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || "-._~:[]".utf8.contains(byte)
        }
        guard !text.isEmpty, isPlain, !text.hasPrefix(":") else { throw unusable(url, "it has no host that can be asked") }
        let standard = scheme == "http" ? ":80" : ":443"
        let lowered = text.lowercased()
        return lowered.hasSuffix(standard) && !lowered.hasSuffix(":\(standard)")
            ? String(lowered.dropLast(standard.count)) : lowered
    }

    private static func pathAndQuery(_ text: String, in url: String) throws(ChartSourceError) -> (String, String?) {
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { throw unusable("", "it has control characters") }
        guard text.utf8.count <= 8192 else { throw unusable("", "it is longer than 8192 bytes") }
        let plain = text.utf8.firstIndex(of: UInt8(ascii: "#")).map { text[..<$0] } ?? text[...]
        guard let mark = plain.utf8.firstIndex(of: UInt8(ascii: "?")) else { return (escaped(String(plain)), nil) }
        return (escaped(String(plain[..<mark])), escaped(String(plain[plain.utf8.index(after: mark)...])))
    }

    /// The text with every byte as `%XX` that no URL may have; what is escaped already stays.
    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if byte > 0x20 && byte < 0x7F && !"\"<>\\^`{|}".utf8.contains(byte) {
                bytes.append(byte)
            } else {
                bytes += Hexadecimal.escape(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text with every byte as `%XX` but letters, digits and `-._~`, for a value of a query.
    static func escapedValue(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || "-._~".utf8.contains(byte)
            if isPlain {
                bytes.append(byte)
            } else {
                bytes += Hexadecimal.escape(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The path without `.` and `..` (RFC 3986, section 5.2.4).
    private static func withoutDots(_ path: String) -> String {
        var kept: [Substring] = []
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (place, part) in parts.enumerated() {
            let isLast = place == parts.count - 1
            switch part {
            case ".": if isLast { kept.append("") }
            case "..":
                _ = kept.popLast()
                if isLast { kept.append("") }
            default: kept.append(part)
            }
        }
        return "/" + kept.joined(separator: "/")
    }
}

extension Hexadecimal {
    /// `%2F` of a slash.
    fileprivate static func escape(_ byte: UInt8) -> [UInt8] {
        [UInt8(ascii: "%"), digit(UInt64(byte >> 4), uppercase: true), digit(UInt64(byte & 15), uppercase: true)]
    }
}
