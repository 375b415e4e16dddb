import Glibc

/// What the reading thread of a `LineReader` does, from the first byte to the last.
struct LineReaderPump: ~Copyable {
    private var descriptor: FileDescriptor
    private let followed: String?
    private let queue: LineQueue
    /// Wakes the thread when the followed file changes; nil if nothing is followed or the kernel has no more watches to give.
    private let changes: SharedDescriptor?
    private var offset: Int64 = 0

    init(descriptor: consuming FileDescriptor, followed: String?, queue: LineQueue) {
        self.descriptor = descriptor
        self.followed = followed
        self.queue = queue
        self.changes = followed.flatMap { LineReaderPump.watch($0) }
    }

    /// Reads until the end, an error or the order to stop.
    mutating func run() {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        do throws(UnixError) {
            while try step(&buffer) {}
            queue.finish(nil)
        } catch {
            queue.finish(error)
        }
    }

    private mutating func step(_ buffer: inout [UInt8]) throws(UnixError) -> Bool {
        switch queue.order {
        case .stop: return false
        case .wait:
            wait(for: -1, timeout: -1)
            return true
        case .read: break
        }
        guard wait(for: descriptor.rawValue, timeout: -1) else { return true }
        let count = try read(into: &buffer)
        guard count == 0 else {
            offset += Int64(count)
            return true
        }
        guard followed != nil else {
            queue.append(.end)
            return false
        }
        try awaitGrowth()
        return true
    }

    private mutating func read(into buffer: inout [UInt8]) throws(UnixError) -> Int {
        let number = descriptor.rawValue
        var code: Int32 = 0
        let count = buffer.withUnsafeMutableBytes { bytes in
            let count = retryingInterrupts { Glibc.read(number, bytes.baseAddress, bytes.count) }
            if count < 0 { code = errno }
            return count
        }
        // A terminal or socket whose other end broke off has ended, as far as lines go.
        if code == ECONNRESET || code == EIO && followed == nil { return 0 }
        guard count >= 0 else { throw UnixError(code, unableTo: "read", followed) }
        if count > 0 { queue.append(.bytes(Array(buffer[..<count]))) }
        return count
    }

    /// Waits for the followed file to change, then looks whether it is still the same one.
    private mutating func awaitGrowth() throws(UnixError) {
        guard let followed else { return }
        guard try !begunAnew(followed) else { return }
        // Once a second the file is looked at all the same: not every file system tells inotify of everything.
        wait(for: changes?.rawValue ?? -1, timeout: 1000)
        drainChanges()
    }

    /// True if the file was truncated or replaced: reading then begins at the start of what the path names now.
    private mutating func begunAnew(_ path: String) throws(UnixError) -> Bool {
        let open = try descriptor.status()
        if let named = try? FileStatus(of: path), named.identity != open.identity {
            // What the old file still got before it was replaced has been read: its end was reached before this look.
            guard let replacement = try? FileDescriptor(opening: path, flags: O_RDONLY | O_NOCTTY) else { return false }
            descriptor = replacement
        } else if open.size < offset {
            guard lseek(descriptor.rawValue, 0, SEEK_SET) == 0 else { throw .last(unableTo: "read again", path) }
        } else {
            return false
        }
        offset = 0
        queue.append(.restart)
        return true
    }

    /// Waits until a descriptor has something to read; false if the consumer rang first or the time is over.
    @discardableResult
    private func wait(for number: Int32, timeout: Int32) -> Bool {
        var polled = [
            pollfd(fd: queue.wakeup.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: number, events: Int16(POLLIN), revents: 0),
        ]
        let result = retryingInterrupts { poll(&polled, 2, timeout) }
        if polled[0].revents != 0 {
            queue.wakeup.silence()
            return false
        }
        return result > 0
    }

    private func drainChanges() {
        guard let number = changes?.rawValue else { return }
        withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 8) { buffer in
            while Glibc.read(number, buffer.baseAddress, buffer.count) > 0 {}
        }
    }

    /// An inotify descriptor for the directory of a followed file, so that a replacement is noticed as well as growth.
    private static func watch(_ path: String) -> SharedDescriptor? {
        let number = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
        guard number >= 0 else { return nil }
        let descriptor = SharedDescriptor(FileDescriptor(owning: number))
        let mask = UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO)
        guard inotify_add_watch(number, Path.split(path).directory, mask) >= 0 else { return nil }
        // The path may be a symbolic link to a file in another directory.
        _ = inotify_add_watch(number, path, UInt32(IN_MODIFY))
        return descriptor
    }
}
