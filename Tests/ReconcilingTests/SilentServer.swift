import Glibc
import TestSupport

/// A server that takes connections and never says a word.
final class SilentServer {
    private let socket: Int32
    private let port: UInt16

    init() throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { [socket] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(socket, pointer, length) | listen(socket, 16) | getsockname(socket, pointer, &length)
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        guard status == 0 else { throw TestError("unable to listen on 127.0.0.1") }
    }

    deinit { close(socket) }

    /// Whether somebody has connected.
    var hasConnection: Bool {
        var request = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, 0) == 1
    }

    /// A kubeconfig whose API server it is.
    var kubeconfig: String {
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: local, cluster: {server: "http://127.0.0.1:\(port)"}}]
        users: [{name: admin, user: {token: admin-token}}]
        contexts: [{name: local, context: {cluster: local, user: admin}}]
        current-context: local

        """
    }
}
