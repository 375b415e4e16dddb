/// Where charts come from, and how that place is spoken to (`spec.renderer.helm.repositories[]`).
package struct ChartRepositoryConfiguration: Sendable, Hashable {
    /// What references call it; empty for that of the chart itself.
    package var name: String
    /// `https://…`, `http://…` or `oci://…`; empty where only the rest is set.
    package var url: String
    package var username: String?
    /// The file with the password.
    package var passwordFile: String?
    /// The file with a bearer token, in place of a user and a password.
    package var tokenFile: String?
    /// The file with the authorities that the server's certificate may be from; nil: those of the system.
    package var caFile: String?
    /// The files with the certificate to present, and with its key.
    package var certFile: String?
    package var keyFile: String?
    /// Whether the credentials go to other hosts, too, that an index names.
    package var passCredentials: Bool
    /// Whether a registry is spoken to without TLS.
    package var plainHTTP: Bool

    package init(
        name: String = "", url: String = "", username: String? = nil, passwordFile: String? = nil, tokenFile: String? = nil,
        caFile: String? = nil, certFile: String? = nil, keyFile: String? = nil, passCredentials: Bool = false,
        plainHTTP: Bool = false
    ) {
        self.name = name
        self.url = url
        self.username = username
        self.passwordFile = passwordFile
        self.tokenFile = tokenFile
        self.caFile = caFile
        self.certFile = certFile
        self.keyFile = keyFile
        self.passCredentials = passCredentials
        self.plainHTTP = plainHTTP
    }

    /// What is wrong with its parts together; nil if nothing is.
    package var contradiction: String? {
        if passwordFile != nil, username == nil { return "a password needs a user: set username" }
        if username != nil, tokenFile != nil { return "username and tokenFile exclude each other: leave one of them out" }
        if (certFile == nil) != (keyFile == nil) { return "certFile and keyFile need each other: set both" }
        return nil
    }

    /// Whether a text can be the URL of a repository.
    package static func isURL(_ text: String) -> Bool {
        ["https://", "http://", "oci://"].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
            && !text.contains("@")
    }

    /// Whether a text can be a repository's name: letters, digits and `._-`.
    package static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || "._-".utf8.contains(byte)
            } && text.utf8.first != UInt8(ascii: ".")
    }
}
