/// A TCP address to listen on: `127.0.0.1:8080`, `:8080` (every interface), `[::1]:0` (any free port).
package struct ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// An IPv4 or IPv6 address or a host name without brackets; empty: every interface.
    package let host: String
    /// 0 to 65535; 0: any free port.
    package let port: UInt16

    package init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
