import Glibc

/// What the writing thread of a `LineWriter` does until it is closed.
struct LineWriterPump: ~Copyable {
    private let descriptor: FileDescriptor
    private let subject: String?
    private let queue: WriteQueue
    private let onFailure: (@Sendable (UnixError) -> Void)?

    init(
        descriptor: consuming FileDescriptor, subject: String?, queue: WriteQueue,
        onFailure: (@Sendable (UnixError) -> Void)?
    ) {
        self.descriptor = descriptor
        self.subject = subject
        self.queue = queue
        self.onFailure = onFailure
    }

    /// Writes what is queued until the end.
    consuming func run() {
        queue.opened(descriptor.rawValue)
        do throws(UnixError) {
            try work()
        } catch {
            let named = UnixError(error.code, unableTo: "write to", subject ?? "output", detail: error.detail)
            queue.failed(named)
            onFailure?(named)
        }
        queue.closing()
        let queue = queue
        try? descriptor.close()
        queue.closed()
    }

    private borrowing func work() throws(UnixError) {
        var buffer: [UInt8] = []
        while true {
            switch queue.next(reusing: buffer) {
            case .finish: return
            case .wait:
                buffer = []
                try wait()
            case .write(let bytes):
                try descriptor.write(all: bytes)
                queue.wrote(bytes.count)
                buffer = bytes
            }
        }
    }

    /// Waits for something to write, and watches meanwhile whether anyone still reads.
    private borrowing func wait() throws(UnixError) {
        var polled = [
            pollfd(fd: queue.wakeup.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor.rawValue, events: 0, revents: 0),
        ]
        _ = retryingInterrupts { poll(&polled, 2, -1) }
        if polled[0].revents != 0 {
            queue.wakeup.silence()
        } else if Int32(polled[1].revents) & (POLLERR | POLLHUP) != 0 {
            throw UnixError(EPIPE, unableTo: "write")
        }
    }
}
