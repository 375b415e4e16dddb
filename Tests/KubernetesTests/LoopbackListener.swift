import Glibc
import Synchronization
import TestSupport

/// Listens on a port of 127.0.0.1, with a thread for each connection.
final class LoopbackListener: Sendable {
    let port: UInt16
    private let listening: Int32
    private let accepted = Mutex<[Int32]>([])

    /// How many connections there have been.
    var count: Int { accepted.withLock { $0.count } }

    /// Calls `serve` with the descriptor of each connection, which is closed when that returns.
    init(_ serve: @escaping @Sendable (Int32) -> Void) throws {
        let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard listening >= 0 else { throw TestError("unable to make a socket") }
        var address = Self.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listening, pointer, length) == 0 && listen(listening, 64) == 0
                    && getsockname(listening, pointer, &length) == 0
            }
        }
        guard isBound else { throw TestError("unable to listen on 127.0.0.1") }
        port = UInt16(bigEndian: address.sin_port)
        self.listening = listening
        startThread { [weak self] in
            while true {
                let connection = accept(listening, nil, nil)
                // Only the end of this makes it fail: until then, the number is nobody else's.
                guard connection >= 0 else { break }
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                guard let self else {
                    close(connection)
                    continue
                }
                accepted.withLock { $0.append(fcntl(connection, F_DUPFD_CLOEXEC, 0)) }
                startThread {
                    serve(connection)
                    shutdown(connection, Int32(SHUT_RDWR))
                    close(connection)
                }
            }
            close(listening)
        }
    }

    deinit {
        // The threads notice, and close what is theirs.
        shutdown(listening, Int32(SHUT_RDWR))
        for descriptor in accepted.withLock({ $0 }) {
            shutdown(descriptor, Int32(SHUT_RDWR))
            close(descriptor)
        }
    }

    /// The address of a port of 127.0.0.1.
    static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}

/// Runs `body` on a thread of its own.
func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let result = pthread_create(
        &thread, nil,
        { context in
            guard let context else { return nil }
            Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
            return nil
        }, Unmanaged.passRetained(Box(body)).toOpaque())
    precondition(result == 0, "no thread")
    pthread_detach(thread)
}

/// Writes all of `bytes`; false if the other side is gone.
@discardableResult
func sendAll(_ bytes: some Sequence<UInt8>, to descriptor: Int32) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
    }
    return true
}

/// Reads some bytes; empty at the end.
func receiveSome(from descriptor: Int32) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 16_384) { buffer, count in
        count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
    }
}
