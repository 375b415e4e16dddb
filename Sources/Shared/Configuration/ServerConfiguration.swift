/// Where a program answers for its health, its metrics and its status (`spec.server`).
package struct ServerConfiguration: Sendable, Equatable {
    /// The address to listen on; nil: the program does not listen.
    package var address: ListenAddress?
    /// The path of the metrics in Prometheus' text format.
    package var metricsPath: String
    /// The path of Lostrómos's status answer.
    package var statusPath: String

    package init(address: ListenAddress? = nil, metricsPath: String = "/metrics", statusPath: String = "/status") {
        self.address = address
        self.metricsPath = metricsPath
        self.statusPath = statusPath
    }
}

extension ServerConfiguration {
    /// Whether a page can have this path.
    package static func isPath(_ text: String) -> Bool {
        text.first == "/" && !["/healthz", "/livez", "/readyz"].contains(text)
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    }
}
