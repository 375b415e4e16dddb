import Glibc
import Unix

/// A blocking TCP client.
final class TestClient {
    private let socket: Int32

    init(_ host: String, _ port: UInt16) throws {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0, let address = list?.pointee else {
            throw UnixError(EADDRNOTAVAIL, unableTo: "find", host)
        }
        defer { freeaddrinfo(list) }
        socket = Glibc.socket(address.ai_family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard connect(socket, address.ai_addr, address.ai_addrlen) == 0 else {
            throw UnixError(errno, unableTo: "connect to", host)
        }
    }

    deinit {
        close(socket)
    }

    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    func read(until end: String) -> String {
        var text = ""
        while !text.hasSuffix(end), let more = next() { text += more }
        return text
    }

    func readToEnd() -> String {
        var text = ""
        while let more = next() { text += more }
        return text
    }

    private func next() -> String? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
}
