import JSON

/// One request as the API server's audit log tells it once it was answered.
package struct AuditedRequest: Sendable, Hashable, CustomStringConvertible {
    /// `get`, `list`, `watch`, `create`, `update`, `patch`, `delete` or `deletecollection`.
    package let verb: String
    /// The plural of the resource, with a subresource behind a slash; empty for discovery and the like.
    package let resource: String
    package let namespace: String?
    package let name: String?
    package let userAgent: String
    package let code: Int64
    /// When it arrived, in RFC 3339 with microseconds.
    package let received: String

    /// Whether it could have changed anything.
    package var isWrite: Bool { !["get", "list", "watch"].contains(verb) }

    /// `patch configmaps/dory`
    package var description: String { "\(verb) \(resource)" + (name.map { "/\($0)" } ?? "") }

    private static let paths = JSONPaths([
        ["verb"], ["objectRef", "resource"], ["objectRef", "subresource"], ["objectRef", "namespace"], ["objectRef", "name"],
        ["userAgent"], ["responseStatus", "code"], ["requestReceivedTimestamp"],
    ])

    /// Reads a line of the log.
    init(_ line: ArraySlice<UInt8>) throws {
        let found = try RawJSON(validating: line).find(Self.paths)
        verb = found[0]?.string ?? ""
        resource = [found[1]?.string, found[2]?.string].compactMap { $0 }.joined(separator: "/")
        namespace = found[3]?.string
        name = found[4]?.string
        userAgent = found[5]?.string ?? ""
        code = found[6]?.integer ?? 0
        received = found[7]?.string ?? ""
    }
}
