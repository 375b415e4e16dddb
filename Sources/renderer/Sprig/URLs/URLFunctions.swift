import GoTemplate

/// The functions between URLs and dictionaries of their parts.
enum URLFunctions {
    static let functions: FunctionMap = ["urlParse": urlParse, "urlJoin": urlJoin]

    private static let urlParse = Function(parameters: [.string], result: .object) { arguments, _ throws(FunctionError) in
        let url: GoURL
        do throws(FunctionError) {
            url = try GoURL(parsing: arguments.text(0))
        } catch {
            throw FunctionError("unable to parse url: \(error.message)")
        }
        let parts: [(ByteString, [UInt8])] = [
            ("scheme", url.scheme), ("host", url.host), ("hostname", URLHost.name(url.host)), ("path", url.path),
            ("query", url.query), ("opaque", url.opaque), ("fragment", url.fragment), ("userinfo", url.user?.text ?? []),
        ]
        return .map(GoMap(parts.map { ($0.0, .string(ByteString($0.1))) }))
    }

    private static let urlJoin = Function(parameters: [.object], result: .string) { arguments, _ throws(FunctionError) in
        let map = arguments.map(0)
        var url = GoURL()
        url.scheme = try part("scheme", of: map)
        url.host = try part("host", of: map)
        url.path = try part("path", of: map)
        url.query = try part("query", of: map)
        url.opaque = try part("opaque", of: map)
        url.fragment = try part("fragment", of: map)
        let userinfo = try part("userinfo", of: map)
        if !userinfo.isEmpty {
            do throws(FunctionError) {
                url.user = try GoURL(parsing: ByteString(Array("proto://".utf8) + userinfo + Array("@host".utf8))).user
            } catch {
                throw FunctionError("unable to parse userinfo in dict: \(error.message)")
            }
        }
        return .string(ByteString(url.text))
    }

    private static func part(_ name: String, of map: GoMap) throws(FunctionError) -> [UInt8] {
        guard let value = map.value(for: name) else { return [] }
        guard value.type != nil else { throw .nilDereference }
        guard case .string(let text) = value.underlying else {
            throw FunctionError(
                "unable to parse \(name) key, must be of type string, but \(value.kind.rawValue) found")
        }
        return text.bytes
    }
}
