import CLinux
import Glibc
import Unix

/// A listening TCP socket.
struct ServerSocket: ~Copyable, Sendable {
    private let socket: FileDescriptor
    /// The port it listens on, also where any free one was asked for.
    let port: UInt16

    /// Listens.
    ///
    /// - Parameters:
    ///   - host: An address or a name; empty: every interface, over IPv6 and IPv4.
    ///   - port: 0: any free port.
    /// - Throws: `UnixError`, with the address in its text.
    init(host: String, port: UInt16) throws(UnixError) {
        let subject = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        var failure = UnixError(EADDRNOTAVAIL, unableTo: "listen on", subject)
        for address in try ServerSocket.addresses(host: host, port: port, subject) {
            do throws(UnixError) {
                socket = try ServerSocket.listen(address, subject)
                self.port = ServerSocket.port(of: socket.rawValue)
                return
            } catch {
                failure = error
            }
        }
        throw failure
    }

    var descriptor: Int32 { socket.rawValue }

    /// The next connection that waits, as a descriptor that does not block; nil: none does, or it went away again.
    borrowing func accept() -> FileDescriptor? {
        let accepted = accept4(socket.rawValue, nil, nil, Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue))
        return accepted >= 0 ? FileDescriptor(owning: accepted) : nil
    }

    private struct Address {
        let family: Int32
        let bytes: [UInt8]
    }

    private static func addresses(host: String, port: UInt16, _ subject: String) throws(UnixError) -> [Address] {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host.isEmpty ? nil : host, String(port), &hints, &list)
        guard code == 0 else {
            let text = gai_strerror(code).map { String(cString: $0) } ?? "error \(code)"
            throw UnixError(EADDRNOTAVAIL, unableTo: "listen on", subject, detail: text)
        }
        defer { freeaddrinfo(list) }
        var found: [Address] = []
        var next = list
        while let entry = next?.pointee {
            if let address = entry.ai_addr {
                let bytes = UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen))
                found.append(Address(family: entry.ai_family, bytes: Array(bytes)))
            }
            next = entry.ai_next
        }
        // For every interface, one IPv6 socket serves both; where there is no IPv6, it fails and IPv4 is next.
        return host.isEmpty ? found.filter { $0.family == AF_INET6 } + found.filter { $0.family != AF_INET6 } : found
    }

    private static func listen(_ address: Address, _ subject: String) throws(UnixError) -> FileDescriptor {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
        let number = Glibc.socket(address.family, kind, 0)
        guard number >= 0 else { throw UnixError(errno, unableTo: "listen on", subject) }
        let socket = FileDescriptor(owning: number)
        var (one, zero): (Int32, Int32) = (1, 0)
        let size = socklen_t(MemoryLayout<Int32>.size)
        setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &one, size)
        if address.family == AF_INET6 { setsockopt(number, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &zero, size) }
        let bound = address.bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return Int32(-1) }
            return Glibc.bind(number, start.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
        }
        guard bound == 0, Glibc.listen(number, 64) == 0 else { throw UnixError(errno, unableTo: "listen on", subject) }
        return socket
    }

    private static func port(of socket: Int32) -> UInt16 {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutableBytes(of: &storage) { bytes in
            guard let start = bytes.baseAddress,
                getsockname(socket, start.assumingMemoryBound(to: sockaddr.self), &length) == 0
            else { return 0 }
            // sin_port and sin6_port both stand after the family, in network order.
            return UInt16(bytes[2]) << 8 | UInt16(bytes[3])
        }
    }
}
