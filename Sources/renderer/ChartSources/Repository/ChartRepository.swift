/// A chart repository or an OCI registry: where it is, and how it is spoken to.
package struct ChartRepository: Sendable, Hashable {
    /// The name that references use: `incubator` of `incubator/web`; empty where none is needed.
    package var name: String
    /// `https://…`, `http://…` or `oci://…`; empty for credentials alone.
    package var url: String
    package var credentials = ChartCredentials()
    /// The file with the authorities that the server's certificate may be from, in PEM form; nil: those of the system.
    package var caFile: String?
    /// The files with the certificate to present and its key, in PEM form.
    package var certFile: String?
    package var keyFile: String?
    /// Whether the credentials go to other hosts, too, that an index names.
    package var passCredentials = false
    /// Whether a registry is spoken to without TLS.
    package var plainHTTP = false

    package init(name: String = "", url: String = "") {
        self.name = name
        self.url = url
    }

    /// Whether it is a registry.
    package var isRegistry: Bool { url.hasPrefix("oci://") }
}
