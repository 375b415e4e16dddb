import HTTP

/// Whom to act as, where the credentials allow it.
package struct Impersonation: Sendable, Hashable {
    /// The user's name.
    package var user: String
    /// The user's uid.
    package var uid: String?
    /// The user's groups.
    package var groups: [String]
    /// What else is known of the user.
    package var extra: [String: [String]]

    /// Acts as `user`.
    package init(user: String, uid: String? = nil, groups: [String] = [], extra: [String: [String]] = [:]) {
        self.user = user
        self.uid = uid
        self.groups = groups
        self.extra = extra
    }

    /// The headers that ask for it.
    var headers: [HTTPHeader] {
        var headers = [HTTPHeader("Impersonate-User", user)]
        if let uid { headers.append(HTTPHeader("Impersonate-Uid", uid)) }
        headers += groups.map { HTTPHeader("Impersonate-Group", $0) }
        for (key, values) in extra.sorted(by: { $0.key < $1.key }) {
            // The key stands in a header's name, so what a name cannot hold is escaped, as client-go does it.
            var name = "Impersonate-Extra-"
            ResourcePath.escape(key, into: &name)
            headers += values.map { HTTPHeader(name, $0) }
        }
        return headers
    }
}
