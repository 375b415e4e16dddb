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
