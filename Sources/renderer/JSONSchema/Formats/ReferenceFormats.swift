/// References to resources, and templates of them.
enum ReferenceFormats {
    static func reference(_ text: String, isInternational: Bool, mayBeRelative: Bool) -> String? {
        if !isInternational {
            if !text.utf8.allSatisfy({ $0 < 0x80 }) { return "has unescaped non-ASCII characters" }
            if text.utf8.contains(where: { "<>\" {}|\\^`".utf8.contains($0) }) { return "has illegal ASCII characters" }
        }
        if let complaint = complaint(about: text) { return complaint }
        return !mayBeRelative && URIReference(text).scheme == nil ? "relative url" : nil
    }

    /// What every reference must keep to, whatever its kind.
    private static func complaint(about text: String) -> String? {
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "invalid control character in URL" }
        let parts = URIReference(text)
        if parts.scheme == nil, parts.authority == nil {
            if text.hasPrefix(":") { return "missing protocol scheme" }
            let first = parts.path.split(separator: "/", omittingEmptySubsequences: false).first ?? ""
            if first.contains(":") { return "first path segment in URL cannot contain colon" }
        }
        for part in [parts.path, parts.fragment ?? ""] where !hasWholeEscapes(part) { return "invalid URL escape" }
        return parts.authority.flatMap { authority($0) }
    }

    private static func hasWholeEscapes(_ text: String) -> Bool {
        var rest = text.utf8[...]
        while let percent = rest.firstIndex(of: UInt8(ascii: "%")) {
            let digits = rest[rest.index(after: percent)...].prefix(2)
            guard digits.count == 2, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return false }
            rest = rest[digits.endIndex...]
        }
        return true
    }

    private static func authority(_ text: String) -> String? {
        let host = text.lastIndex(of: "@").map { text[text.index(after: $0)...] } ?? text[...]
        if host.contains(" ") { return "invalid character in host name" }
        if host.hasPrefix("[") {
            guard let end = host.lastIndex(of: "]") else { return "missing ']' in host" }
            if let complaint = AddressFormats.ipv6(host[host.index(after: host.startIndex)..<end]) {
                return "invalid ipv6 address: \(complaint)"
            }
            return port(host[host.index(after: end)...])
        }
        guard let colon = host.lastIndex(of: ":") else { return nil }
        if host[..<colon].contains(":") { return "ipv6 address not enclosed in brackets" }
        return port(host[colon...])
    }

    private static func port(_ text: Substring) -> String? {
        guard let colon = text.first else { return nil }
        let isPort = colon == ":" && text.dropFirst().utf8.allSatisfy { (0x30...0x39).contains($0) }
        return isPort ? nil : "invalid port \(Quoted.text(String(text))) after host"
    }

    static func template(_ text: String) -> String? {
        if let complaint = complaint(about: text) { return complaint }
        for part in URIReference(text).path.split(separator: "/") {
            var isOpen = false
            for character in part where character == "{" || character == "}" {
                if isOpen == (character == "{") { return "nested curly braces" }
                isOpen.toggle()
            }
            if isOpen { return "no matching closing brace" }
        }
        return nil
    }
}
