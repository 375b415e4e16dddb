import Glibc

/// A file descriptor that is closed when its owner goes away.
///
/// Every descriptor of this module is opened close-on-exec, so that no child process inherits it.
package struct FileDescriptor: ~Copyable, Sendable {
    /// The number the kernel knows it by.
    ///
    /// Valid for as long as this value lives.
    package let rawValue: Int32

    /// Takes over a descriptor that nothing else closes.
    package init(owning rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// A second descriptor of an open file, for example of standard output (1).
    ///
    /// - Throws: `UnixError` if `rawValue` is not open or the process has too many descriptors.
    package init(duplicating rawValue: Int32) throws(UnixError) {
        let copy = fcntl(rawValue, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0 else { throw .last(unableTo: "duplicate descriptor", "\(rawValue)") }
        self.rawValue = copy
    }

    /// Opens a path with `openat(2)`'s flags; close-on-exec is added.
    ///
    /// - Parameters:
    ///   - path: The path, relative to `directory`.
    ///   - flags: `O_RDONLY`, `O_CREAT` and their like.
    ///   - mode: The permissions of a file that this creates, before the process's umask.
    ///   - directory: The descriptor of a directory; the working directory if left out.
    package init(
        opening path: String, flags: Int32, mode: mode_t = 0o600, in directory: Int32 = AT_FDCWD
    ) throws(UnixError) {
        guard !path.utf8.contains(0) else { throw UnixError(EINVAL, unableTo: "open", path, detail: "the path has a NUL byte") }
        let opened = retryingInterrupts { openat(directory, path, flags | O_CLOEXEC, mode) }
        guard opened >= 0 else { throw .last(unableTo: "open", path) }
        self.rawValue = opened
    }

    deinit {
        _ = Glibc.close(rawValue)
    }

    /// Closes the descriptor and tells of an error that only closing brings to light, as some network file systems do.
    package consuming func close() throws(UnixError) {
        let number = rawValue
        discard self
        // Linux has closed the descriptor even when a signal interrupts the call: closing again could hit another's.
        if Glibc.close(number) != 0 && errno != EINTR { throw .last(unableTo: "close descriptor", "\(number)") }
    }

    /// Gives up ownership: the caller closes the descriptor.
    package consuming func release() -> Int32 {
        let number = rawValue
        discard self
        return number
    }

    /// Reads what there is, at most as much as the buffer holds; 0 at the end.
    package borrowing func read(into buffer: UnsafeMutableRawBufferPointer) throws(UnixError) -> Int {
        let number = rawValue
        let count = retryingInterrupts { Glibc.read(number, buffer.baseAddress, buffer.count) }
        guard count >= 0 else { throw .last(unableTo: "read") }
        return count
    }

    /// Writes all of the bytes, in as many calls as it takes.
    ///
    /// Blocks while a pipe is full.
    package borrowing func write(all bytes: UnsafeRawBufferPointer) throws(UnixError) {
        var rest = bytes
        let number = rawValue
        while !rest.isEmpty {
            let count = retryingInterrupts { Glibc.write(number, rest.baseAddress, rest.count) }
            guard count >= 0 else { throw .last(unableTo: "write") }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
    }

    /// Writes all of the bytes of an array.
    package borrowing func write(all bytes: [UInt8]) throws(UnixError) {
        // A closure of withUnsafeBytes cannot carry a typed error through, so that it comes back as a value.
        let result: Result<Void, UnixError> = bytes.withUnsafeBytes { buffer in
            do throws(UnixError) { return .success(try write(all: buffer)) } catch { return .failure(error) }
        }
        try result.get()
    }

    /// What the kernel says about the open file.
    package borrowing func status() throws(UnixError) -> FileStatus {
        var status = stat()
        guard fstat(rawValue, &status) == 0 else { throw .last(unableTo: "look at descriptor", "\(rawValue)") }
        return FileStatus(status)
    }
}
