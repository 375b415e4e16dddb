import Glibc
import Synchronization
import Unix

/// The small HTTP/1.1 server for probes and Prometheus: one thread, a bounded number of connections, GET and HEAD only.
///
/// It is meant for a few clients that are not hostile, and holds out against those that are: a request's head is at most
/// 8 KiB and takes at most 5 s, an answer 10 s, an idle connection is closed after 60 s, and a new one beyond
/// ``maximumConnections`` takes the place of the one that has been idle the longest or is turned away.
package final class OperationsServer: Sendable {
    /// The most connections at a time.
    package static let maximumConnections = 64

    /// The port it listens on.
    package let port: UInt16

    private let stopping: Stopping

    /// Listens and begins to answer.
    ///
    /// - Parameters:
    ///   - host: An address or a name; empty: every interface.
    ///   - port: 0: any free port.
    ///   - routes: What it answers.
    /// - Throws: `UnixError` where the address cannot be listened on.
    package init(host: String, port: UInt16, routes: OperationsRoutes) throws(UnixError) {
        let socket = try ServerSocket(host: host, port: port)
        self.port = socket.port
        let stopping = Stopping(wakeup: try Wakeup())
        self.stopping = stopping
        let loop = Loop(socket: socket) { routes.answer(path: $0.path, query: $0.query) }
        try Thread.start("http") { loop.run(until: stopping) }
    }

    deinit {
        stop()
    }

    /// Stops listening and closes all connections, soon.
    package func stop() {
        stopping.request()
    }

    /// How the server tells its thread to end.
    private final class Stopping: Sendable {
        let wakeup: Wakeup
        private let flag = Atomic(false)

        init(wakeup: Wakeup) {
            self.wakeup = wakeup
        }

        var isRequested: Bool { flag.load(ordering: .acquiring) }

        func request() {
            flag.store(true, ordering: .releasing)
            wakeup.ring()
        }
    }

    /// What the server's thread does; nobody else touches it.
    private final class Loop: Sendable {
        private let socket: ServerSocket
        private let route: @Sendable (HTTPRequestHead) -> ServerResponse

        init(socket: consuming ServerSocket, route: @escaping @Sendable (HTTPRequestHead) -> ServerResponse) {
            self.socket = socket
            self.route = route
        }

        func run(until stopping: Stopping) {
            var connections: [Int32: ServerConnection] = [:]
            defer { for descriptor in connections.keys { close(descriptor) } }
            while !stopping.isRequested {
                var polls = [
                    pollfd(fd: stopping.wakeup.descriptor, events: Int16(POLLIN), revents: 0),
                    pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0),
                ]
                for (descriptor, connection) in connections {
                    let events = connection.phase == .answering ? POLLOUT : POLLIN
                    polls.append(pollfd(fd: descriptor, events: Int16(events), revents: 0))
                }
                let ready = poll(&polls, nfds_t(polls.count), Loop.timeout(connections))
                let now = ContinuousClock.now
                if ready > 0 {
                    if polls[0].revents != 0 { stopping.wakeup.silence() }
                    for entry in polls.dropFirst(2) where entry.revents != 0 {
                        Loop.serve(entry.fd, &connections[entry.fd], now)
                    }
                    if polls[1].revents != 0 { accept(&connections, now) }
                }
                for descriptor in Array(connections.keys) {
                    connections[descriptor]?.tick(now: now)
                    guard connections[descriptor]?.phase == .closed else { continue }
                    connections[descriptor] = nil
                    close(descriptor)
                }
            }
        }

        /// The milliseconds to the first deadline, -1 without one.
        private static func timeout(_ connections: [Int32: ServerConnection]) -> Int32 {
            guard let first = connections.values.map(\.deadline).min() else { return -1 }
            let (seconds, attoseconds) = (first - ContinuousClock.now).components
            return Int32(clamping: max(0, seconds &* 1_000 &+ attoseconds / 1_000_000_000_000_000 &+ 1))
        }

        private func accept(_ connections: inout [Int32: ServerConnection], _ now: ContinuousClock.Instant) {
            for _ in 0..<OperationsServer.maximumConnections {
                guard let accepted = socket.accept() else {
                    // Out of descriptors, the connection keeps waiting and poll would return at once, again and again.
                    if errno == EMFILE || errno == ENFILE { usleep(100_000) }
                    return
                }
                if connections.count >= OperationsServer.maximumConnections {
                    let idle = connections.filter { $0.value.phase == .idle }.min { $0.value.deadline < $1.value.deadline }
                    guard let idle else { continue }
                    connections[idle.key] = nil
                    close(idle.key)
                }
                connections[accepted.release()] = ServerConnection(now: now, route: route)
            }
        }

        /// Reads what came or writes what is pending.
        private static func serve(
            _ descriptor: Int32, _ connection: inout ServerConnection?, _ now: ContinuousClock.Instant
        ) {
            guard connection != nil else { return }
            if let room = connection?.room, room > 0 {
                var buffer = [UInt8](repeating: 0, count: room)
                let count = read(descriptor, &buffer, room)
                if count > 0 {
                    connection?.receive(buffer[..<count], now: now)
                } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
                    connection?.end()
                }
            }
            while let pending = connection?.pending, !pending.isEmpty {
                let count = pending.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                if count > 0 {
                    connection?.send(count, now: now)
                } else {
                    if errno != EAGAIN && errno != EINTR { connection?.fail() }
                    return
                }
            }
        }
    }
}
