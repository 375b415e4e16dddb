import GoTemplate

/// A URL in its parts, as Go's net/url reads and writes it.
struct GoURL {
    var scheme: [UInt8] = []
    var opaque: [UInt8] = []
    var user: URLUser?
    var host: [UInt8] = []
    var path: [UInt8] = []
    var query: [UInt8] = []
    var fragment: [UInt8] = []

    init() {}

    /// Reads a URL.
    init(parsing text: ByteString) throws(FunctionError) {
        let bytes = text.bytes
        let hash = bytes.firstIndex(of: UInt8(ascii: "#"))
        let start = bytes[..<(hash ?? bytes.endIndex)]
        do throws(FunctionError) {
            try read(start)
        } catch {
            throw FunctionError("parse \(Quoting.quoted(start)): \(error.message)")
        }
        guard let hash else { return }
        do throws(FunctionError) {
            fragment = try URLPart.fragment.unescaped(bytes[(hash + 1)...])
        } catch {
            throw FunctionError("parse \(Quoting.quoted(bytes[...])): \(error.message)")
        }
    }

    private mutating func read(_ text: ArraySlice<UInt8>) throws(FunctionError) {
        if text.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw FunctionError("net/url: invalid control character in URL")
        }
        if text.elementsEqual("*".utf8) {
            path = Array(text)
            return
        }
        var rest = try readScheme(text)
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = Array(rest[(mark + 1)...])
            rest = rest[..<mark]
        }
        if rest.first != UInt8(ascii: "/") {
            if !scheme.isEmpty {
                opaque = Array(rest)
                return
            }
            if rest.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ":")) {
                throw FunctionError("first path segment in URL cannot contain colon")
            }
        }
        if rest.starts(with: "//".utf8), !scheme.isEmpty || !rest.starts(with: "///".utf8) {
            let authority = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
            rest = rest[authority.endIndex...]
            try readAuthority(authority)
        }
        path = try URLPart.path.unescaped(rest)
    }

    /// Reads the scheme, if there is one, and returns what follows it.
    private mutating func readScheme(_ text: ArraySlice<UInt8>) throws(FunctionError) -> ArraySlice<UInt8> {
        for (offset, byte) in text.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                if offset == 0 { return text }
            case UInt8(ascii: ":"):
                if offset == 0 { throw FunctionError("missing protocol scheme") }
                scheme = text.prefix(offset).map { 65...90 ~= $0 ? $0 | 0x20 : $0 }
                return text.dropFirst(offset + 1)
            default: return text
            }
        }
        return text
    }

    private mutating func readAuthority(_ authority: ArraySlice<UInt8>) throws(FunctionError) {
        guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else {
            host = try URLHost.read(authority)
            return
        }
        host = try URLHost.read(authority[(at + 1)...])
        user = try URLUser(parsing: authority[..<at])
    }

    /// The URL as text.
    var text: [UInt8] {
        var output: [UInt8] = []
        if !scheme.isEmpty { output += scheme + [UInt8(ascii: ":")] }
        if opaque.isEmpty { writeHierarchy(to: &output) } else { output += opaque }
        if !query.isEmpty { output += [UInt8(ascii: "?")] + query }
        if !fragment.isEmpty { output += [UInt8(ascii: "#")] + URLPart.fragment.escaped(fragment) }
        return output
    }

    private func writeHierarchy(to output: inout [UInt8]) {
        let hasAuthority = !host.isEmpty || user != nil
        if hasAuthority || !scheme.isEmpty && !path.isEmpty { output += Array("//".utf8) }
        if let user { output += user.text + [UInt8(ascii: "@")] }
        output += URLPart.host.escaped(host)
        let path = self.path.elementsEqual("*".utf8) ? self.path : URLPart.path.escaped(self.path)
        if let first = path.first, first != UInt8(ascii: "/"), !host.isEmpty { output.append(UInt8(ascii: "/")) }
        if output.isEmpty, path.prefix(while: { $0 != UInt8(ascii: "/") }).contains(UInt8(ascii: ":")) {
            output += Array("./".utf8)
        }
        output += path
    }
}
