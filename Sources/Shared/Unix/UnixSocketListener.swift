import CLinux
import Glibc

/// A local stream socket that others connect to, which only this user may (mode 0600).
///
/// The socket's file goes away with the listener, unless another has taken its place meanwhile.
package final class UnixSocketListener: Sendable {
    /// Where it listens.
    package let path: String
    private let descriptor: FileDescriptor
    private let identity: FileStatus.Identity
    private let wakeup: Wakeup

    /// Makes the socket and listens.
    ///
    /// A socket left over from a process that is gone is replaced; one that somebody listens on is not, nor any other file.
    ///
    /// - Throws: `UnixError`: `EADDRINUSE` if somebody listens there, `EEXIST` if the path is another file.
    package init(_ path: String) throws(UnixError) {
        self.path = path
        wakeup = try Wakeup()
        let number = fairlead_unix_stream_socket()
        guard number >= 0 else { throw .last(unableTo: "make a socket") }
        descriptor = FileDescriptor(owning: number)
        // Linux makes the file with the socket's own mode less the umask, so that it is never open to others, not even for a moment.
        guard fchmod(number, 0o600) == 0 else { throw .last(unableTo: "set the permissions of", path) }
        // Two that start at once must not each take the other's new socket for a stale one.
        let directory = try FileDescriptor(opening: Path.split(path).directory, flags: O_RDONLY | O_DIRECTORY)
        guard retryingInterrupts({ flock(directory.rawValue, LOCK_EX) }) == 0 else {
            throw .last(unableTo: "lock the directory of", path)
        }
        try UnixSocketListener.bind(number, path)
        guard listen(number, 16) == 0 else { throw .last(unableTo: "listen on", path) }
        guard chmod(path, 0o600) == 0 else { throw .last(unableTo: "set the permissions of", path) }
        identity = try FileStatus(of: path, followingLinks: false).identity
    }

    deinit {
        close()
    }

    /// Removes the socket's file and ends a waiting `accept`; connections live on.
    package func close() {
        if let status = try? FileStatus(of: path, followingLinks: false), status.identity == identity { _ = unlink(path) }
        wakeup.ring()
    }

    /// Waits for somebody to connect, on a thread of its own.
    ///
    /// - Returns: The connection; nil after `close()` and when the task is cancelled.
    package func accept() async throws(UnixError) -> SharedDescriptor? {
        let answer: Result<SharedDescriptor?, UnixError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                do throws(UnixError) {
                    try Thread.start("accept") { [self] in continuation.resume(returning: acceptOne()) }
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        } onCancel: {
            wakeup.ring()
        }
        return try answer.get()
    }

    private func acceptOne() -> Result<SharedDescriptor?, UnixError> {
        while true {
            var polled = [
                pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0),
            ]
            _ = retryingInterrupts { poll(&polled, 2, -1) }
            // The ring stays to be heard: a listener that was closed accepts nobody any more.
            if polled[0].revents != 0 { return .success(nil) }
            let connection = retryingInterrupts { fairlead_accept(descriptor.rawValue) }
            if connection >= 0 {
                let accepted = SharedDescriptor(FileDescriptor(owning: connection))
                // Somebody who only looked whether anyone listens has gone already.
                if !accepted.isHungUp { return .success(accepted) }
            } else if ![ECONNABORTED, EPROTO, EAGAIN].contains(errno) {
                return .failure(.last(unableTo: "accept a connection on", path))
            }
        }
    }

    private static func bind(_ number: Int32, _ path: String) throws(UnixError) {
        var code = try bindOnce(number, path)
        if code == EADDRINUSE, try isStale(path) {
            try File.remove(path)
            code = try bindOnce(number, path)
        }
        guard code == 0 else { throw UnixError(code, unableTo: "listen on", path) }
    }

    private static func bindOnce(_ number: Int32, _ path: String) throws(UnixError) -> Int32 {
        try UnixSocket.withAddress(of: path) { Glibc.bind(number, $0, $1) == 0 ? 0 : errno }
    }

    /// True for a socket that nobody listens on.
    private static func isStale(_ path: String) throws(UnixError) -> Bool {
        let status = try FileStatus(of: path, followingLinks: false)
        guard status.kind == .socket else {
            throw UnixError(EEXIST, unableTo: "listen on", path, detail: "the file there is not a socket")
        }
        do throws(UnixError) {
            _ = try UnixSocket.connect(path)
        } catch {
            if error.code == ECONNREFUSED { return true }
        }
        throw UnixError(EADDRINUSE, unableTo: "listen on", path, detail: "another process listens there")
    }
}

extension SharedDescriptor {
    /// True if the other end of a connection is closed.
    fileprivate var isHungUp: Bool {
        var polled = pollfd(fd: rawValue, events: 0, revents: 0)
        return retryingInterrupts { poll(&polled, 1, 0) } > 0 && Int32(polled.revents) & POLLHUP != 0
    }
}
