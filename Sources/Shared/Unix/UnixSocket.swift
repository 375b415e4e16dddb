import CLinux
import Glibc

/// Connecting to local stream sockets.
package enum UnixSocket {
    /// Connects to the socket at a path.
    ///
    /// Does not wait for a listener that is not there.
    ///
    /// - Throws: `UnixError`: `ENOENT` if nothing is there, `ECONNREFUSED` if nobody listens, `EAGAIN` if too many wait already.
    package static func connect(_ path: String) throws(UnixError) -> FileDescriptor {
        let number = fairlead_unix_stream_socket()
        guard number >= 0 else { throw .last(unableTo: "make a socket") }
        let descriptor = FileDescriptor(owning: number)
        // Only the connecting itself must not wait: the descriptor blocks again for its reader's thread.
        let flags = fcntl(number, F_GETFL)
        guard fcntl(number, F_SETFL, flags | O_NONBLOCK) == 0 else { throw .last(unableTo: "prepare a socket") }
        let code = try UnixSocket.withAddress(of: path) { address, length in
            retryingInterrupts { Glibc.connect(number, address, length) } == 0 ? 0 : errno
        }
        guard code == 0 else { throw UnixError(code, unableTo: "connect to", path) }
        guard fcntl(number, F_SETFL, flags) == 0 else { throw .last(unableTo: "prepare a socket") }
        return descriptor
    }

    /// Calls a closure with the address of a path.
    ///
    /// An address holds at most 107 bytes. A longer path is reached through its directory's descriptor below /proc.
    static func withAddress<Result: Sendable>(
        of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) throws(UnixError) -> Result {
        if path.utf8.count <= maximumPathBytes, !path.utf8.contains(0) { return withShortAddress(of: path, body) }
        let (parent, name) = Path.split(path)
        let directory = try FileDescriptor(opening: parent, flags: O_RDONLY | O_DIRECTORY)
        let short = "/proc/self/fd/\(directory.rawValue)/\(name)"
        guard short.utf8.count <= maximumPathBytes else {
            throw UnixError(ENAMETOOLONG, unableTo: "use the socket", path)
        }
        return withShortAddress(of: short, body)
    }

    private static let maximumPathBytes = 107

    private static func withShortAddress<Result>(
        of path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(maximumPathBytes)) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
    }
}
