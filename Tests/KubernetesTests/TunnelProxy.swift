import Glibc

/// An HTTP proxy that only tunnels (CONNECT, RFC 9110 section 9.3.6) to ports of 127.0.0.1, and counts its tunnels.
final class TunnelProxy: Sendable {
    private let listener: LoopbackListener

    init() throws {
        listener = try LoopbackListener { connection in Self.tunnel(connection) }
    }

    /// Its URL.
    var url: String { "http://127.0.0.1:\(listener.port)" }

    /// How many connections have come through it.
    var connections: Int { listener.count }

    private static func tunnel(_ client: Int32) {
        var head: [UInt8] = []
        while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
            let piece = receiveSome(from: client)
            if piece.isEmpty { return }
            head += piece
        }
        let line = String(decoding: head.prefix { $0 != 0x0D }, as: UTF8.self)
        let target = line.split(separator: " ").dropFirst().first ?? ""
        guard line.hasPrefix("CONNECT 127.0.0.1:"), let port = target.split(separator: ":").last.flatMap({ UInt16($0) }),
            let server = connection(to: port)
        else {
            sendAll("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".utf8, to: client)
            return
        }
        sendAll("HTTP/1.1 200 Connection established\r\n\r\n".utf8, to: client)
        startThread {
            copy(from: server, to: client)
            shutdown(client, Int32(SHUT_RDWR))
        }
        copy(from: client, to: server)
        shutdown(server, Int32(SHUT_RDWR))
    }

    private static func connection(to port: UInt16) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = LoopbackListener.loopback(port: port)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return result == 0 ? descriptor : nil
    }

    private static func copy(from source: Int32, to target: Int32) {
        while true {
            let piece = receiveSome(from: source)
            if piece.isEmpty || !sendAll(piece, to: target) { return }
        }
    }
}
